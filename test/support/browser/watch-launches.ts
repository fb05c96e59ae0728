import type { Browser } from './browser.ts';
import type { Firefox } from './firefox.ts';

/** Learns of every browser that a test starts, whoever starts and closes it. */
export interface LaunchWatcher {
  opened(browser: Browser): Promise<void>;
  closing(browser: Browser): Promise<void>;
  closingFirefox(firefox: Firefox): Promise<void>;
}

let current: LaunchWatcher | undefined;

/** From now on (until the next call) browsers are reported to this one. */
export function watchLaunches(watcher: LaunchWatcher | undefined): void {
  current = watcher;
}

/** The one to report to; undefined outside of browser tests. */
export function launchWatcher(): LaunchWatcher | undefined {
  return current;
}
