import type { BrowserContext, Page } from 'playwright-core';

/**
 * Lets every tab draw as the one in front does. Behind another tab Chromium draws a frame a second (a page that believes to be
 * visible, as Playwright makes each believe, finds nothing of it), and Playwright waits for two before every click. A tab that is
 * recorded is drawn, even where nobody takes what was recorded: after two frames without an answer none is sent.
 */
export function keepDrawing(context: BrowserContext): void {
  const record = async (page: Page): Promise<void> => {
    const session = await context.newCDPSession(page);
    await session.send('Page.startScreencast', {
      format: 'jpeg',
      quality: 1,
      maxWidth: 16,
      maxHeight: 16,
      everyNthFrame: 1000,
    });
  };
  // A page that has gone needs no frames.
  const recordWhileOpen = (page: Page) => void record(page).catch(() => undefined);
  context.pages().forEach(recordWhileOpen);
  context.on('page', recordWhileOpen);
}
