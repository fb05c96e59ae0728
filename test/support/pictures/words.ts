import type { Page } from 'playwright-core';
import { panelFrame } from '../page-objects/panel-says.ts';

/**
 * Returns what is seen to be read on a page, a line for each block: texts, what is in fields, what is ticked. Of a ConnectWise page the page
 * itself first, then our marks, then the panel. Where lines break and what is scrolled out of sight makes no difference, so
 * that the same page reads the same with other fonts.
 */
export async function readWords(page: Page): Promise<string> {
  const parts = [await page.evaluate(readVisible)];
  const isShown = await page.evaluate(() =>
    document
      .querySelector('div[data-backup-bridge]')
      ?.shadowRoot?.querySelector('iframe.panel-page')
      ?.checkVisibility({ visibilityProperty: true }),
  );
  const panel = isShown ? panelFrame(page) : undefined;
  if (panel) parts.push(await panel.evaluate(readVisible));
  return withoutMoments(parts.flat().join('\n'));
}

/** Runs in the page. */
function readVisible(): string[] {
  const lines: string[] = [];
  let block: Element | null = null;
  const say = (element: Element, text: string): void => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (words === '') return;
    let around: Element | null = element;
    while (around && /^(inline|contents)/.test(getComputedStyle(around).display)) around = around.parentElement;
    if (around !== null && around === block) lines.push(`${lines.pop()} ${words}`);
    else lines.push(words);
    block = around;
  };
  const inField = (field: Element): string | undefined => {
    if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ text }) => text).join(', ');
    if (field instanceof HTMLTextAreaElement) return field.value || field.placeholder;
    if (!(field instanceof HTMLInputElement)) return undefined;
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked ? '[x]' : '[ ]';
    return field.type === 'password' ? '' : field.value || field.placeholder;
  };
  const visit = (parent: ParentNode): void => {
    for (const node of parent.childNodes) {
      if (node instanceof Text) {
        if (node.parentElement?.checkVisibility({ visibilityProperty: true }))
          say(node.parentElement, node.textContent ?? '');
      } else if (node instanceof Element && !node.matches('script, style, noscript, .bb-visually-hidden')) {
        const value = node.checkVisibility({ visibilityProperty: true }) ? inField(node) : undefined;
        if (value !== undefined) say(node, value);
        else visit(node);
      }
    }
  };
  visit(document.body);
  const layer = document.querySelector('div[data-backup-bridge]')?.shadowRoot;
  if (layer) visit(layer);
  return lines;
}

/** The day is fixed, but not how many seconds a machine needs up to a picture. Ids are drawn by the browser. */
const MOMENTS: readonly [RegExp, string][] = [
  [/\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<moment>'],
  [/\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M\b)?/g, '<time>'],
  [/\bjust now\b|\bdue now\b/gi, '<age>'],
  [/\b(?:in )?\d+\s?(?:s|m|sec|min|seconds?|minutes?)\b(?: ago)?/g, '<age>'],
  [/\b\w+ on \w+ \([0-9a-f]{4}\)/g, '<browser>'],
  [/\b[a-p]{32}\b/g, '<extension>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>'],
];

export function withoutMoments(words: string): string {
  return MOMENTS.reduce((text, [moment, name]) => text.replace(moment, name), words);
}
