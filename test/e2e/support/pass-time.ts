import type { Simulator } from '../../simulator/server.ts';
import type { Browser } from '../../support/browser/browser.ts';

/** Time passes for the worker and for the systems that it is connected to: it plans nothing while they name different days. */
export async function passTime(
  browser: Browser,
  simulators: readonly Simulator[],
  milliseconds: number,
): Promise<void> {
  for (const { clock } of simulators) clock.advance(milliseconds);
  await browser.passInWorker(milliseconds);
}
