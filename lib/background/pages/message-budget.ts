import { type Clock, SECOND } from '../../shared/time.ts';

/** Messages of one tab's content script that are answered at once; more than any screen of ConnectWise causes. */
const BURST = 120;
/** Answered in the long run. */
const PER_SECOND = 10;
const MOST_TABS = 500;

/** A token bucket per tab: a page that took over our content script cannot keep the worker, or ConnectWise, busy with it. */
export interface MessageBudget {
  /** Whether one more message of this tab is answered. */
  take(tabId: number): boolean;
}

export function createMessageBudget(clock: Clock): MessageBudget {
  const tabs = new Map<number, { left: number; at: number }>();
  return {
    take(tabId) {
      const now = clock();
      const known = tabs.get(tabId);
      const passed = known ? Math.max(now - known.at, 0) / SECOND : 0;
      const left = known ? Math.min(known.left + passed * PER_SECOND, BURST) : BURST;
      const allowed = left >= 1;
      tabs.delete(tabId);
      tabs.set(tabId, { left: allowed ? left - 1 : left, at: now });
      const [oldest] = tabs.keys();
      if (tabs.size > MOST_TABS && oldest !== undefined) tabs.delete(oldest);
      return allowed;
    },
  };
}
