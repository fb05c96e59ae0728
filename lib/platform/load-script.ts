import { browser } from 'wxt/browser';

/**
 * Runs one more script of this extension in the content script's own world. The file must be web accessible. Rejects when the
 * extension is gone or the browser refuses.
 */
export async function loadScript(path: `/${string}.js`): Promise<void> {
  const address = (browser.runtime.getURL as (path: string) => string)(path);
  await import(/* @vite-ignore */ address);
}
