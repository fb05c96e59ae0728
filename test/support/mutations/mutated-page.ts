import type { Page } from 'playwright-core';
import { panelSays } from '../page-objects/panel-says.ts';
import { CLASSES_AND_LABELS } from './classes-and-labels.ts';
import type { Operation } from './operation.ts';
import { STRUCTURE } from './structure.ts';
import { TEXTS_AND_RECORDS } from './texts-and-records.ts';

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...CLASSES_AND_LABELS,
  ...STRUCTURE,
  ...TEXTS_AND_RECORDS,
};

/** What is on a page after one mutation. */
export interface Outcome {
  /** Sentences of findings that we show, as a user reads them. */
  messages: string[];
  /** Everything that our layer says. */
  text: string;
  /** ConnectWise's own markup is what it was right after the mutation. */
  untouched: boolean;
}

/** Markup of a filled screen with its values, without scripts: a static page. */
export function takeMarkup(page: Page): Promise<string> {
  return page.evaluate(() => {
    for (const input of document.querySelectorAll('input')) {
      if (input.type === 'checkbox') input.toggleAttribute('checked', input.checked);
      else input.setAttribute('value', input.value);
    }
    for (const area of document.querySelectorAll('textarea')) area.textContent = area.value;
    const copy = document.documentElement.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return '';
    for (const element of copy.querySelectorAll('script, div[data-backup-bridge]')) element.remove();
    return `<!DOCTYPE html>${copy.outerHTML}`;
  });
}

/** Lets a page of ours play mutations of its own body: call once per page. */
export async function prepareMutations(page: Page): Promise<void> {
  const list = Object.entries(OPERATIONS).map(([name, { run }]) => `${JSON.stringify(name)}: ${run.toString()}`);
  await page.evaluate(`globalThis.mutations = { ${list.join(',\n')} }`);
  await page.evaluate(installPlayer);
}

/**
 * Puts the body back, applies the operations one after the other, lets our script look, and returns what it then shows. An
 * event of a user's typing makes it look at once; the answer comes when nothing of ours has changed for a while.
 */
export async function mutate(
  page: Page,
  names: readonly string[],
  seed: number,
  others: readonly (readonly [string, string])[],
): Promise<Outcome> {
  const shown = await page.evaluate(
    ([operations, number, texts]) => {
      const { play } = globalThis as unknown as {
        play(names: unknown, seed: unknown, others: unknown): Promise<Outcome>;
      };
      return play(operations, number, texts);
    },
    [names, seed, others] as const,
  );
  const panel = await panelSays(page);
  return {
    ...shown,
    messages: [...new Set([...shown.messages, ...panel.messages])],
    text: `${shown.text} ${panel.text}`,
  };
}

/** Runs in the page. */
function installPlayer(): void {
  const { mutations } = globalThis as unknown as { mutations: Record<string, Operation['run']> };
  const original = document.body.innerHTML;
  const address = location.href;
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const root = () => document.querySelector('div[data-backup-bridge]')?.shadowRoot;
  const read = (element: Element): string => {
    const copy = element.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    for (const part of copy.querySelectorAll('button, .bb-visually-hidden, .bb-muted, svg')) part.remove();
    return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const messages = (): string[] => {
    const lines = [...(root()?.querySelectorAll('.mark-line[title], .mark-line p[title], .findings > li p') ?? [])];
    const badges = [...(root()?.querySelectorAll('.mark-badge, .row-mark-badge') ?? [])];
    const words = badges.map((badge) =>
      (badge.getAttribute('aria-label') ?? '')
        .replace(/^.*?\b(Error|Warning|Note): /, '')
        .replace(/, and \d+ more$/, ''),
    );
    const reported = [...lines.map(read), ...words.filter((text) => text !== 'Make small')];
    return [...new Set(reported.filter((text) => text !== ''))];
  };
  const markup = () => document.body.innerHTML;

  const play = async (names: string[], seed: number, others: [string, string][]) => {
    let state = seed;
    const random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    if (location.href !== address) history.replaceState(null, '', address);
    document.body.innerHTML = original;
    for (const name of names) mutations[name]?.(document.body, { random, others });
    const before = markup();
    const target = document.querySelector('input') ?? document.body;
    target.dispatchEvent(new Event('input', { bubbles: true }));
    let last = '';
    let since = performance.now();
    const begun = since;
    while (performance.now() - since < (last === '' ? 300 : 160) && performance.now() - begun < 1500) {
      await pause(30);
      const now = root()?.textContent ?? '';
      if (now !== last) since = performance.now();
      last = now;
    }
    return { messages: messages(), text: last.replace(/\s+/g, ' '), untouched: markup() === before };
  };
  Object.assign(globalThis, { play });
}

/** Operations of one mutation, by its seed: one to three. */
export function drawOperations(seed: number): string[] {
  const names = Object.keys(OPERATIONS);
  const count = 1 + (seed % 3);
  // Each is tried by itself once before any are combined.
  if (seed < names.length) return [names[seed] ?? ''];
  return Array.from(
    { length: count },
    (_, index) => names[(seed * 7 + index * (11 + (seed % 5))) % names.length] ?? '',
  );
}
