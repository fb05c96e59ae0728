import type { Run } from '../../domain/change.ts';
import { syncMode } from '../../domain/consent.ts';
import { LONGEST_WAIT } from '../../domain/due.ts';
import { REVIEW_MODE, SYNC_IN_REVIEW, TICKET_IN_REVIEW, textsOf } from '../../domain/outcomes.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { isoTime } from '../../shared/time.ts';
import { forgetCancel } from '../apply/cancel-run.ts';
import type { EngineDeps } from '../engine-api.ts';
import { stopConnection } from '../pacing/connection-stop.ts';
import { retry } from '../pacing/retry.ts';
import type { OutboxEntry, OutboxOutcome, SettledWith } from '../store.ts';

/** A time further ahead would count as due at once, see `isDueAt`: ConnectWise's clock may be a year ahead. */
function within(next: OutboxOutcome, now: number): OutboxOutcome {
  return next.state === 'waiting' ? { ...next, dueAt: Math.min(next.dueAt, now + LONGEST_WAIT) } : next;
}

/**
 * What an entry means for the rest of the drain. `stop`: nothing can work on this connection now. `done-by-another`: its
 * work was in ConnectWise already, so another browser leads.
 */
export type Handled = 'stop' | 'done-by-another' | undefined;

/** Stores what came of an entry. A run whose lease was lost must not be left running; its entry is another taker's now. */
export async function settle(
  deps: EngineDeps,
  entry: OutboxEntry,
  next: OutboxOutcome,
  settledWith: Omit<SettledWith, 'at'>,
): Promise<void> {
  const { run } = settledWith;
  try {
    const settled = await deps.store.settle(entry, within(next, deps.clock()), {
      ...settledWith,
      at: isoTime(deps.clock()),
    });
    if (!settled && run) await deps.store.putRun(run);
  } catch (error) {
    if (run) deps.store.keepEnd(run);
    throw error;
  }
  if (run?.state === 'cancelled') await forgetCancel(deps.store, run.id);
}

/** For work that waits for consent: `wakeConsented` makes it due. */
export function untilConsent(now: number): OutboxOutcome {
  return { state: 'waiting', dueAt: now + LONGEST_WAIT };
}

/**
 * Without consent: the events have their outcome, and the entry stays, without a request to ConnectWise, until automatic sync is
 * turned on (`wakeConsented`). A user's Reprocess from before is answered by it too.
 */
export async function settleInReview(deps: EngineDeps, entry: OutboxEntry): Promise<undefined> {
  const sync = syncMode(deps.settings).mode === 'review' ? REVIEW_MODE : SYNC_IN_REVIEW;
  const outcome = entry.kind === 'ticket' ? TICKET_IN_REVIEW : sync;
  await settle(deps, entry, untilConsent(deps.clock()), { events: { state: 'skipped', outcomes: [outcome] } });
}

/** Stores that an entry failed: tried again later, or left to a user; never dropped. */
export async function settleFailure(
  deps: EngineDeps,
  entry: OutboxEntry,
  failure: Failure,
  run?: Run,
): Promise<Handled> {
  const decision = retry(entry, failure, deps.clock(), (deps.random ?? Math.random)());
  const outcomes = run?.outcomes.length ? textsOf(run.outcomes) : [sentence(failure)];
  const ends = decision.outcome.state === 'needs-user';
  await settle(deps, entry, decision.outcome, {
    ...(run && { run }),
    ...(ends && { events: { state: 'needs-user' as const, outcomes } }),
  });
  if (!decision.stop) return undefined;
  await stopConnection(deps, failure);
  return 'stop';
}
