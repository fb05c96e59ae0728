import { isDueAt } from '../../domain/due.ts';
import { isTimeUp } from '../../shared/age.ts';
import { nameOf } from '../../shared/log.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';
import { unexpected } from '../../shared/unexpected.ts';
import { resolveUnclear } from '../apply/resolve-unclear.ts';
import type { EngineDeps } from '../engine-api.ts';
import { connectionStopped } from '../pacing/connection-stop.ts';
import { withSettingsNow } from '../read/settings-now.ts';
import { foundDoneByAnother, standBy } from '../standby/stand-by.ts';
import type { OutboxEntry } from '../store.ts';
import { handleSync } from './handle-sync.ts';
import { handleTicket } from './handle-ticket.ts';
import { type Handled, settleFailure } from './settle-entry.ts';
import { wakeConsented } from './wake-consented.ts';

/** A drain begins no further entry after this long: an alarm soon calls again, and a worker is not kept for ever. */
export const DRAIN_TIME = 25 * SECOND;
/**
 * Longer than any sync takes, on a slow site too: who loses the lease cannot report what it did. What a killed worker held need not wait
 * for its end, since `recover` gives it back at the next start.
 */
export const LEASE = 15 * MINUTE;
/** Entries at once: while one waits for the portal, the others use ConnectWise. */
const AT_ONCE = 3;

/**
 * Works off the outbox, three entries at a time. Resumable after any await: what is taken is leased, what came of it is
 * stored in one step with the outcome of its events and the end of its run, and whatever was cut off in between is
 * planned again, which by nature writes only what is still missing. A lease that ran out while its work still went on is
 * lost: that work settles nothing, and the entry's next taker says what came of it.
 */
export async function drain(deps: EngineDeps): Promise<void> {
  const which = await prepare(deps);
  if (which) await drainEntries(deps, which);
}

/** What comes before entries are taken. Returns which of them are taken now; undefined: none. */
async function prepare(deps: EngineDeps): Promise<'all' | 'manual' | undefined> {
  await deps.store.storeKeptEnds();
  if (await connectionStopped(deps)) return undefined;
  await resolveUnclear(deps);
  await wakeConsented(deps);
  const { work } = await standBy(deps);
  return work ? 'all' : 'manual';
}

/**
 * Does what comes before a drain, and returns the keys of the entries that are due, in the order of their time: for a runner, whose
 * queue hands them out. One call at a time, of all that share the store.
 */
export async function dueWork(deps: EngineDeps): Promise<string[]> {
  const which = await prepare(deps);
  if (!which) return [];
  const now = deps.clock();
  const due = (await deps.store.outbox()).filter(({ dueAt }) => isDueAt(dueAt, now));
  return due.filter(({ manual }) => which === 'all' || manual).map(({ key }) => key);
}

/** Works on one entry, if it is due and nobody else has it: see `drain`. */
export async function workOn(deps: EngineDeps, key: string): Promise<void> {
  if (await connectionStopped(deps)) return;
  const entry = await deps.store.lease(deps.clock(), LEASE, { key });
  if (!entry) return;
  if ((await handle(deps, entry)) === 'done-by-another') await foundDoneByAnother(deps);
}

/** Only what a user requested: neither another browser nor a connection that automatic work gave up on is in the way. */
export async function drainManual(deps: EngineDeps): Promise<void> {
  await drainEntries(deps, 'manual');
}

async function drainEntries(deps: EngineDeps, which: 'all' | 'manual'): Promise<void> {
  const began = deps.clock();
  let only = which;
  let stopped = false;
  const work = async () => {
    while (!stopped && !isTimeUp(began, began + DRAIN_TIME, deps.clock())) {
      if (which === 'all' && (await connectionStopped(deps))) return;
      const entry = await deps.store.lease(deps.clock(), LEASE, only === 'manual' ? 'manual' : undefined);
      if (!entry) return;
      const handled = await handle(deps, entry);
      if (handled === 'stop') stopped = true;
      if (handled === 'done-by-another') {
        only = 'manual';
        await foundDoneByAnother(deps);
      }
    }
  };
  // All of them end before this does: the next drain would otherwise work beside what is left of this one.
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
}

async function handle(deps: EngineDeps, entry: OutboxEntry): Promise<Handled> {
  try {
    const now = await withSettingsNow(deps);
    return await (entry.kind === 'ticket' ? handleTicket(now, entry) : handleSync(now, entry));
  } catch (error) {
    deps.log.error('drain', 'An outbox entry failed unexpectedly.', { entry: entry.key, error: nameOf(error) });
    return settleFailure(deps, entry, unexpected(error));
  }
}
