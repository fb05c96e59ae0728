import type { Locator } from 'playwright-core';

/** How often a user presses again who sees that nothing happened. */
const TRIES = 4;

/**
 * Clicks until something is shown, as a user does: where a line of text arrives between the press and the release of the button,
 * the control moves away under the pointer and the browser makes no click of it.
 */
export async function clickUntil(control: Locator, shown: Locator): Promise<void> {
  for (let tries = 1; tries < TRIES; tries += 1) {
    await control.click();
    const isShown = await shown.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return;
  }
  await control.click();
  await shown.waitFor();
}
