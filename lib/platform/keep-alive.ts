import { browser } from 'wxt/browser';

/** Below the 30 s after which an idle worker is stopped. */
const PULSE_MILLISECONDS = 20_000;

/**
 * Keeps the worker running until the work has ended: every call of an extension API resets the idle timer (Chrome 110 and
 * later, "longer extension service worker lifetimes"; Firefox's event page likewise). No guarantee: the browser may
 * still stop the worker, so whatever runs here must be resumable from what is stored.
 */
export async function keepAliveWhile(work: Promise<unknown>): Promise<void> {
  const pulse = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => {}), PULSE_MILLISECONDS);
  try {
    await work;
  } finally {
    clearInterval(pulse);
  }
}
