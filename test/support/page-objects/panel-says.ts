import type { Frame, Page } from 'playwright-core';

/** The frame of our panel in a ConnectWise page; undefined: there is none. */
export function panelFrame(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().includes('/panel.html'));
}

/** What the panel says at this moment, once it has read; nothing while it is collapsed or hidden. */
export async function panelSays(page: Page): Promise<{ messages: string[]; text: string }> {
  const isShown = await page.evaluate(() => {
    const frame = document.querySelector('div[data-backup-bridge]')?.shadowRoot?.querySelector('iframe.panel-page');
    return frame?.checkVisibility({ visibilityProperty: true }) === true;
  });
  const frame = isShown ? panelFrame(page) : undefined;
  const nothing = { messages: [], text: '' };
  if (!frame) return nothing;
  const said = frame.evaluate(async () => {
    const isBusy = () => document.querySelector('.panel-scroll')?.getAttribute('aria-busy') !== 'false';
    for (let round = 0; round < 60 && isBusy(); round++) await new Promise((resolve) => setTimeout(resolve, 50));
    const read = (element: Element): string => {
      const copy = element.cloneNode(true) as Element;
      for (const part of copy.querySelectorAll('button, .bb-visually-hidden, .bb-muted, svg')) part.remove();
      return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
    };
    const messages = [...document.querySelectorAll('.findings > li p')].map(read).filter((text) => text !== '');
    // Text by text: what stands in two elements is not one word.
    const walker = document.createTreeWalker(document.querySelector('#app') ?? document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
    return { messages, text: texts.join(' ').replace(/\s+/g, ' ').trim() };
  });
  // The record may be left meanwhile, and the frame with it.
  return said.catch(() => nothing);
}
