import type { BrowserName } from '../../support/browser/browser.ts';
import { drawOneOfEvery, oneOfEvery } from '../../support/depth.ts';

/**
 * Returns the scenarios that a browser plays: at sample depth a third of them, else Chromium all. Firefox always plays a third, for the
 * rules are the same code there, and it needs four times as long.
 */
export function scenariosOf<T>(browser: BrowserName, scenarios: readonly T[]): T[] {
  return browser === 'firefox' ? drawOneOfEvery(3, scenarios) : oneOfEvery(3, scenarios);
}
