import type { Run } from '../../domain/change.ts';
import { automaticParts, hasSyncPart } from '../../domain/consent.ts';
import { BROWSER_ONLY_READS, textsOf } from '../../domain/outcomes.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { readTime } from '../../shared/time.ts';
import { unexpected } from '../../shared/unexpected.ts';
import { type RunTracker, trackRun } from '../apply/run-tracker.ts';
import type { EngineDeps } from '../engine-api.ts';
import { newestOwnStart, type Throttle, throttle } from '../pacing/throttle.ts';
import { findCompany, hasLiveSuccessor } from '../read/link.ts';
import { noLongerLinked, replaced } from '../read/link-failures.ts';
import { FOR_EVENT } from '../read/observe.ts';
import { settingsNow } from '../read/settings-now.ts';
import { forgetView } from '../read/view-cache.ts';
import { failedRun } from '../runs/finish-run.ts';
import { busy, foreignTenant, newRun } from '../runs/start-run.ts';
import { syncCompany } from '../runs/sync-company.ts';
import type { OutboxEntry } from '../store.ts';
import { type Handled, settle, settleFailure, settleInReview, untilConsent } from './settle-entry.ts';

/** Syncs one customer, unless the throttle is closed. What a user requested passes the throttle and does not close it. */
export async function handleSync(deps: EngineDeps, entry: OutboxEntry): Promise<Handled> {
  if (deps.settings.role === 'viewer') {
    await settle(deps, entry, { state: 'done' }, { events: { state: 'skipped', outcomes: [BROWSER_ONLY_READS] } });
    return undefined;
  }
  if (!hasSyncPart(automaticParts(deps.settings))) return settleInReview(deps, entry);
  const company = await findCompany(deps, entry.customerId);
  if (!company.ok) return settleFailure(deps, entry, company.failure);
  const own = entry.manual ? undefined : await ownThrottle(deps, company.value);
  if (own && !own.open) return settleClosed(deps, entry, own);
  const run = newRun(deps, company.value, { kind: entry.manual ? 'reprocess' : 'event', ref: entry.customerId });
  const { started, running } = await deps.store.startRun(run);
  if (!started) return settleFailure(deps, entry, busy(running));
  const tracker = trackRun(deps.store, run);
  try {
    return await syncEntry(deps, entry, tracker);
  } catch (error) {
    deps.log.error('drain', 'A sync failed unexpectedly.', { entry: entry.key, error: nameOf(error) });
    const failure = unexpected(error);
    return settleFailure(deps, entry, failure, failedRun(tracker.current(), failure, deps.clock));
  }
}

async function syncEntry(deps: EngineDeps, entry: OutboxEntry, tracker: RunTracker): Promise<Handled> {
  const synced = await syncCompany(deps, tracker, FOR_EVENT);
  if ('closed' in synced) {
    // ConnectWise's clock: another browser, or a user's Sync now in one, synced the customer within the throttle.
    await settleClosed(deps, entry, synced.closed, synced.run);
    return 'done-by-another';
  }
  const { run } = synced;
  const companies = await deps.store.companiesOfCustomer(entry.customerId);
  if (!companies.includes(run.companyId))
    return settleFailure(deps, entry, noLongerLinked(run.companyName || `Company ${run.companyId}`), run);
  if (run.state === 'failed') {
    // What was just read of the company may say that another one has to be looked for.
    const successor = await hasLiveSuccessor(deps, run.companyId, entry.customerId);
    if (successor.ok && successor.value)
      return settleFailure(deps, entry, replaced(run.companyName || `Company ${run.companyId}`), run);
  }
  return settleRun(deps, entry, run);
}

/** This browser's own clock of the throttle; the one that ConnectWise shows is read by the sync, which needs the same record. */
async function ownThrottle(deps: EngineDeps, companyId: number): Promise<Throttle> {
  const last = await deps.store.lastAutomaticRun(companyId, newestOwnStart(deps.clock()));
  return throttle([last && !foreignTenant(deps, last) ? readTime(last.startedAt) : undefined], deps.clock());
}

/** The entry stays until the throttle opens: what the skipped events reported is then synced without waiting for another. */
async function settleClosed(
  deps: EngineDeps,
  entry: OutboxEntry,
  { opensAt, sentence = '' }: Throttle,
  run?: Run,
): Promise<undefined> {
  const dueAt = readTime(opensAt) ?? deps.clock();
  const events = { state: 'skipped' as const, outcomes: [sentence] };
  await settle(deps, entry, { state: 'waiting', dueAt }, { events, ...(run && { run }) });
}

async function settleRun(deps: EngineDeps, entry: OutboxEntry, run: Run): Promise<Handled> {
  await forgetView(deps, run.companyId);
  const events = { state: 'skipped' as const, outcomes: textsOf(run.outcomes) };
  if (run.turnedOff) {
    // What is still on is planned again, without what is not.
    const goesOn = hasSyncPart(automaticParts(await settingsNow(deps)));
    if (goesOn) await settle(deps, entry, { state: 'waiting', dueAt: deps.clock() }, { run });
    else await settle(deps, entry, untilConsent(deps.clock()), { run, events });
    return undefined;
  }
  if (run.state === 'cancelled') {
    await settle(deps, entry, { state: 'done' }, { run, events });
    return undefined;
  }
  const open = run.failure ?? conflict(run);
  if (open) return settleFailure(deps, entry, open, run);
  const state = run.counts.held > 0 ? 'needs-user' : 'done';
  await settle(deps, entry, { state: 'done' }, { run, events: { state, outcomes: textsOf(run.outcomes) } });
  return undefined;
}

/** Somebody edited a record in the seconds between reading and writing: plan again soon. */
function conflict(run: Run): Failure | undefined {
  if (!run.counts.conflict) return undefined;
  return {
    code: 'conflict',
    message: run.outcomes.at(-1)?.text ?? 'A record was changed after it was read.',
    nextStep: 'It is planned again.',
  };
}
