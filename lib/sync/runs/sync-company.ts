import type { SyncParts } from '../../domain/automatic-parts.ts';
import type { Actor, Change, ChangePart, Outcome, Plan, Run, Skipped } from '../../domain/change.ts';
import { automaticParts } from '../../domain/consent.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { isoTime, readTime } from '../../shared/time.ts';
import { applyPlan } from '../apply/apply-plan.ts';
import { cancelledRun } from '../apply/cancel-run.ts';
import { recordHeld } from '../apply/held-changes.ts';
import type { RunTracker } from '../apply/run-tracker.ts';
import type { EngineDeps } from '../engine-api.ts';
import { sharedThrottle } from '../pacing/shared-throttle.ts';
import type { Throttle } from '../pacing/throttle.ts';
import { planCompany } from '../plan/plan-company.ts';
import { efsIdIn } from '../plan/plan-input.ts';
import { companyLinks } from '../read/company-links.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { readFacts } from '../read/facts.ts';
import { withJobResults } from '../read/job-results.ts';
import type { Observation } from '../read/observation.ts';
import { type KnownParts, type ObserveOptions, observe, readEntries } from '../read/observe.ts';
import { unseenRivals } from '../read/rivals.ts';
import { consentNow } from '../read/settings-now.ts';
import { wrongDay } from '../read/wrong-day.ts';
import { failedRun, finishedRun } from './finish-run.ts';

/** Called before each step; a failure ends the work there. */
type BeforeStep = (step: string) => Promise<Failure | undefined>;

/**
 * Observes one company and plans; nothing is written to ConnectWise.
 *
 * The portal is asked after ConnectWise was read, so that no quantity is written from older facts than those already
 * written: what stood there at our reading was made of facts older than ours. What another browser writes after our reading
 * is met by reading again where more than `OBSERVATION_MAX_AGE` has passed; within that half minute ConnectWise offers nothing to
 * compare (no ETag), and the last of two writers wins with facts that differ by seconds. The throttle makes that rare.
 * @param known parts of the observation that were just read.
 * @param only parts that may be written; absent: all that the settings write, for a user who looks at the plan first.
 */
export async function planOf(
  deps: EngineDeps,
  companyId: number,
  options: ObserveOptions,
  beforeStep: BeforeStep = async () => undefined,
  known?: KnownParts,
  only?: SyncParts,
): Promise<Result<{ plan: Plan; observation: Observation }>> {
  const before = await beforeStep('Reading ConnectWise');
  if (before) return fail(before);
  const observation = await observe(deps, companyId, options, known);
  if (!observation.ok) return observation;
  const otherDay = wrongDay(deps, observation.value.timeZone);
  if (otherDay) return fail(otherDay);
  const between = await beforeStep('Asking the portal');
  if (between) return fail(between);
  const facts = await readFacts(deps, observation.value.customerIds);
  if (!facts.ok) return facts;
  const { sharedWith } = observation.value;
  const isPlanned = (customerId: string) => only?.statistics !== false && !sharedWith[customerId]?.length;
  const sides = await withJobResults(deps, facts.value, isPlanned);
  const plan = (seen: Observation) => planCompany(sides, seen, deps.settings, deps.clock(), only);
  const draft = plan(observation.value);
  // Only what would be written has to know it: a sync that finds nothing to write costs no request for it.
  const rivals = draft.changes.length
    ? await unseenRivals(deps, companyId, observation.value.customerIds)
    : ok<Observation['sharedWith']>({});
  if (!rivals.ok) return rivals;
  const isShared = Object.keys(rivals.value).length > 0;
  const seen = isShared ? { ...observation.value, sharedWith: { ...sharedWith, ...rivals.value } } : observation.value;
  const planned = isShared ? plan(seen) : draft;
  const proposed = await recordHeld(deps, planned, { parts: plannedParts(only), readAt: seen.readAt });
  return ok({ plan: { ...proposed, id: deps.ids() }, observation: seen });
}

/** Of a part that was not planned, what waits from the plan before goes on to wait. */
function plannedParts(only: SyncParts | undefined): ReadonlySet<ChangePart> {
  const parts: ChangePart[] = [];
  if (only?.statistics !== false) parts.push('backup-statistics', 'management-report');
  if (only?.quantities !== false) parts.push('agreement-parts');
  return new Set(parts);
}

/** What became of a sync: its run at its end, not yet stored as ended; `closed` where the throttle kept it from beginning. */
export type Synced = { run: Run } | { run: Run; closed: Throttle };

/**
 * Observe, plan and apply in one go, so nobody looks at the plan: only parts that a user consented to are written
 * (`lib/domain/automatic.ts`). An automatic sync (cause `event`) reads the company's entries first, which it needs
 * anyway: where they show that another browser synced within the throttle, nothing more is read or written.
 */
export async function syncCompany(
  deps: EngineDeps,
  tracker: RunTracker,
  options: ObserveOptions,
  known?: KnownParts,
): Promise<Synced> {
  const { cause } = tracker.current();
  if (cause.kind !== 'event' || cause.ref === undefined)
    return { run: await planAndApply(deps, tracker, options, known) };
  const readAt = isoTime(deps.clock());
  const { companyId } = tracker.current();
  const entries = await readEntries(deps, companyId);
  if (!entries.ok) return { run: failedRun(tracker.current(), entries.failure, deps.clock) };
  const numbers = customerIdsOf(entries.value.rows, deps.settings.prefix);
  const linked = await companyLinks(deps, companyId, numbers);
  const throttle = await sharedThrottle(
    deps,
    { companyId, efsId: efsIdIn(linked, cause.ref, deps.settings) },
    entries.value.rows,
    tracker.current().id,
  );
  if (!throttle.ok) return { run: failedRun(tracker.current(), throttle.failure, deps.clock) };
  if (!throttle.value.open) return { run: skippedRun(tracker.current(), throttle.value, deps), closed: throttle.value };
  return { run: await planAndApply(deps, tracker, options, { ...known, entries: entries.value, readAt }) };
}

async function planAndApply(
  deps: EngineDeps,
  tracker: RunTracker,
  options: ObserveOptions,
  known?: KnownParts,
): Promise<Run> {
  const planned = await planOf(
    deps,
    tracker.current().companyId,
    options,
    (step) => unlessCancelled(tracker, step),
    known,
    automaticParts(deps.settings),
  );
  if (await tracker.cancelled()) return cancelledRun(tracker.current(), deps.clock);
  if (!planned.ok) return failedRun(tracker.current(), planned.failure, deps.clock);
  const { plan, observation } = planned.value;
  const unreadable = plan.skipped.filter((one) => one.unreadable);
  const { statistics, quantities, invoiceDescriptions } = automaticParts(deps.settings);
  tracker.set({
    companyName: plan.companyName,
    parts: { statistics, quantities, invoiceDescriptions },
    efsIds: plan.efsIds,
    ...(unreadable.length && { unreadable: unreadable.length }),
  });
  const nobody = plan.skipped.filter((one) => one.entireCustomer);
  if (nobody.length && nobody.length >= plan.efsIds.length) {
    return failedRun(tracker.current(), nothingPlanned(nobody), deps.clock);
  }
  const leftOut = [...nobody, ...unreadable];
  if (!plan.changes.length) return finishedRun(tracker.current(), [], deps.clock, leftOut);
  const who = await actor(deps);
  if (!who.ok) return failedRun(tracker.current(), who.failure, deps.clock);
  const observedAt = readTime(observation.readAt) ?? 0;
  const applied = await applyPlan(deps, tracker, statisticsLast(plan.changes), {
    who: who.value,
    confirmed: new Set(),
    observedAt,
    absenceChecked: true,
    mayWrite: consentNow(deps),
  });
  return finishedRun(tracker.current(), applied, deps.clock, leftOut);
}

async function unlessCancelled(tracker: RunTracker, step: string): Promise<Failure | undefined> {
  if (await tracker.cancelled()) {
    return { code: 'interrupted', message: 'A user cancelled this run.', nextStep: 'Sync again when needed.' };
  }
  await tracker.step(step);
  return undefined;
}

/** The Backup Stats entry is the clock of the throttle (`throttle.ts`): a sync that is cut off before its end must not have moved it. */
function statisticsLast(changes: readonly Change[]): Change[] {
  const isClock = ({ part, preconditions = [] }: Change) =>
    part === 'management-report' &&
    preconditions.some(({ field, value }) => field === 'deviceType' && value === 'BackupStats');
  return [...changes.filter((change) => !isClock(change)), ...changes.filter(isClock)];
}

/** Kept in the journal as a run that ended without doing anything; it moves no clock. */
function skippedRun(run: Run, { sentence }: Throttle, { clock }: Pick<EngineDeps, 'clock'>): Run {
  const progress = { ...run.progress, step: 'Skipped' };
  const outcomes: Outcome[] = sentence ? [{ code: 'throttled', text: sentence }] : [];
  return { ...run, finishedAt: isoTime(clock()), state: 'cancelled', progress, outcomes };
}

/** Saying "nothing to change" would be wrong here: nothing could be compared. */
function nothingPlanned(leftOut: readonly Skipped[]): Failure {
  return {
    code: 'needs-user',
    message: leftOut.map(({ label, why }) => `${literalText(label)}: ${why}`).join(' '),
    nextStep: 'Look at the findings of this company.',
  };
}

/** Who writes, for the journal. */
export async function actor(deps: Pick<EngineDeps, 'connectWise' | 'browser' | 'settings'>): Promise<Result<Actor>> {
  const member = await deps.connectWise.actor();
  if (!member.ok) return member;
  const user = deps.settings.userName.trim();
  return ok({ member: member.value.member, browser: deps.browser, ...(user !== '' && { user }) });
}
