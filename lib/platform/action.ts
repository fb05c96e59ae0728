import { browser } from 'wxt/browser';

/** Text on the toolbar icon, at most four characters; '' takes it away. */
export async function showBadge(text: string, colour: string): Promise<void> {
  await browser.action.setBadgeText({ text });
  if (text !== '') await browser.action.setBadgeBackgroundColor({ color: colour });
}
