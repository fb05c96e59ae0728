import type { Actor, Change, HoldCode } from '../../domain/change.ts';
import { guardPrice } from '../../domain/guard-rules.ts';
import { CANCELLED, TURNED_OFF } from '../../domain/outcomes.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure, FailureCode } from '../../shared/errors.ts';
import { SECOND } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { applyChange, type Writer } from './apply-change.ts';
import type { Applied } from './change-result.ts';
import { type ChangeResult, countStates } from './change-result.ts';
import { withCreatedIds } from './created-ids.ts';
import { createdInOrder } from './created-in-order.ts';
import { settleHeld } from './held-changes.ts';
import { removeOwnDuplicates } from './remove-duplicates.ts';
import { type RunJournal, runJournal } from './run-journal.ts';
import type { RunTracker } from './run-tracker.ts';
import { unclearWritesHere } from './unclear-here.ts';

/** Observations of this age or older are read again before they are written on (docs/reference/sync.md#apply). */
export const OBSERVATION_MAX_AGE = 30 * SECOND;

/** Whatever comes next would meet the same: the rest is not tried, and the run says so. */
const ABORTING_CODES: ReadonlySet<FailureCode> = new Set([
  'unauthorized',
  'missing-client-id',
  'host-permission',
  'not-connected',
  'unknown-company-id',
  'unreachable',
  'timeout',
  'too-many-requests',
  'blocked-by-portal',
  'unavailable',
  'unsupported-version',
  'storage',
]);

export interface ApplyOptions {
  who: Actor;
  /** Ids of guarded changes that a user agreed to. */
  confirmed: ReadonlySet<string>;
  /** When the records were read, in milliseconds since the epoch; absent: a user looked in between, so always re-read. */
  observedAt?: number;
  /** The observation would have shown every record that the changes create: no need to look for it once more while it is fresh. */
  absenceChecked?: boolean;
  /** As in `Writer`. */
  mayWrite?: Writer['mayWrite'];
  /** Of a run that applies several plans, one after the other; absent: this plan is the whole run. */
  journal?: RunJournal;
}

/** Why a change is not written: the code, and the sentence for the user. */
interface Hold {
  hold: HoldCode;
  outcome: string;
}

/** Writes the changes of a plan in their order. Answers what came of each; those not tried are named as held. */
export async function applyPlan(
  deps: Pick<EngineDeps, 'connectWise' | 'store' | 'clock'>,
  tracker: RunTracker,
  changes: readonly Change[],
  options: ApplyOptions,
): Promise<Applied[]> {
  const journal = options.journal ?? runJournal(tracker.current(), options.who, deps.store, deps.clock);
  const { mayWrite } = options;
  const writer: Writer = { connectWise: deps.connectWise, journal, clock: deps.clock, ...(mayWrite && { mayWrite }) };
  // Read before the first intent of this plan: an own create is never in its own way.
  const unclear = changes.some(({ op }) => op === 'create') ? await unclearWritesHere(deps) : [];
  const applied: Applied[] = [];
  let stopped: Failure | undefined;
  let brokenOrder = false;
  for (const [index, planned] of changes.entries()) {
    await tracker.step(`Writing ${planned.label}`, index, changes.length);
    const resolved = withCreatedIds(planned, applied);
    const change = typeof resolved === 'string' ? planned : resolved;
    const fresh =
      options.observedAt !== undefined && isYoungerThan(OBSERVATION_MAX_AGE, options.observedAt, deps.clock());
    const seen = { record: fresh, absence: fresh && options.absenceChecked === true, unclear };
    const hold =
      (await interruption(tracker, change, mayWrite)) ??
      holdReason(change, options, stopped, brokenOrder) ??
      (typeof resolved === 'string' ? { hold: 'earlier-failure' as const, outcome: resolved } : undefined);
    const result = hold ? await held(journal, change, hold) : await applyChange(writer, change, seen);
    applied.push({ change, result });
    if (result.failure && ABORTING_CODES.has(result.failure.code)) stopped ??= result.failure;
    if (ordered(change) && result.state !== 'applied') brokenOrder = true;
    tracker.set({ counts: countStates(applied) });
  }
  await settleHeld(
    deps,
    applied.filter(({ result }) => result.state === 'applied').map(({ change }) => change),
  );
  applied.push(...(await removeOwnDuplicates(writer, applied)));
  tracker.set({ counts: countStates(applied) });
  const outOfOrder = createdInOrder(applied);
  if (outOfOrder) tracker.set({ failure: outOfOrder });
  return applied;
}

/** What a user did meanwhile that keeps the change from being written. */
async function interruption(
  tracker: RunTracker,
  change: Change,
  mayWrite: Writer['mayWrite'],
): Promise<Hold | undefined> {
  if (await tracker.cancelled()) return { hold: 'cancelled', outcome: CANCELLED };
  return mayWrite && !(await mayWrite(change)) ? { hold: 'turned-off', outcome: TURNED_OFF } : undefined;
}

function holdReason(
  change: Change,
  options: ApplyOptions,
  stopped: Failure | undefined,
  brokenOrder: boolean,
): Hold | undefined {
  if (stopped)
    return { hold: 'earlier-failure', outcome: `Not tried, because an earlier change failed: ${stopped.message}` };
  if (brokenOrder && ordered(change))
    return { hold: 'earlier-failure', outcome: 'Not tried, because the step before it was not carried out.' };
  // Whatever planned it: price, cost, product, less included, dates and bill flag are not a sync's to write.
  const guard = change.guard ?? (change.part === 'agreement-parts' ? guardPrice(change.fields) : undefined);
  if (guard && !options.confirmed.has(change.id))
    return { hold: 'approval', outcome: `On hold, needs approval: ${guard.message}` };
  return undefined;
}

/**
 * The steps of a fix on the Management tab build on each other: an entry is turned before its other half is made
 * (MID-MISSING), and a pair has an order (MID-ORDER). Counters, which a sync writes, do not. A ticket is closed after the
 * note that says why; duplicates are merged each by itself.
 */
function ordered(change: Change): boolean {
  if (change.part === 'ticket') return change.op !== 'merge';
  return change.resource === 'managed-id-entry' && change.part !== 'management-report';
}

async function held(journal: RunJournal, change: Change, hold: Hold): Promise<ChangeResult> {
  const result: ChangeResult = { state: 'held', ...hold };
  await journal.record(change, result);
  return result;
}
