import { type Clock, readTime, SECOND } from '../shared/time.ts';
import { pollView } from '../sync/events/poll.ts';
import type { SyncStore } from '../sync/store.ts';
import type { Health } from './api.ts';
import type { Presence } from './presence.ts';

interface HealthDeps {
  store: SyncStore;
  presence: Presence;
  clock: Clock;
  pollSeconds: number;
}

/** So many polls, and at least a minute, may fail to come before a runner counts as ill. */
const LATE_POLLS = 6;
const LEAST = 60 * SECOND;

/**
 * Returns whether this runner works: it reaches the database, and some runner polls. A portal or ConnectWise that does not answer is said, and
 * is no fault of the runner's: starting it again would not help.
 */
export async function healthOf({ store, presence, clock, pollSeconds }: HealthDeps): Promise<Health> {
  const view = await pollView({ store });
  const polledAt = await lastTry(store);
  const late = Math.max(LEAST, LATE_POLLS * pollSeconds * SECOND);
  const isPolling = polledAt !== undefined && clock() - polledAt < late;
  return {
    ok: !presence.isSilenced() && isPolling,
    runner: presence.id,
    runners: await presence.count(),
    lastPollAt: view.lastPollAt,
    portal: view.failure?.code ?? 'ok',
    isPolling,
  };
}

/** When the portal was asked last, whether or not it answered. */
async function lastTry(store: SyncStore): Promise<number | undefined> {
  const state = await store.cached<{ lastPollAt: string | null }>('poll:state');
  return state?.at ?? readTime(state?.value.lastPollAt);
}
