import type { Cause, Plan, Run } from '../../domain/change.ts';
import { automaticParts, hasSyncPart } from '../../domain/consent.ts';
import { NO_COMPANY } from '../../domain/record-ref.ts';
import type { Failure } from '../../shared/errors.ts';
import { nameOf } from '../../shared/log.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { momentValue } from '../../shared/text-values.ts';
import { isoTime } from '../../shared/time.ts';
import { unexpected } from '../../shared/unexpected.ts';
import { forgetCancel } from '../apply/cancel-run.ts';
import { type RunTracker, trackRun } from '../apply/run-tracker.ts';
import type { EngineDeps, StartedRun } from '../engine-api.ts';
import { connectionStopped, resumeConnection } from '../pacing/connection-stop.ts';
import { connectionOf } from '../read/connection-of.ts';
import { FOR_USER } from '../read/observe.ts';
import { forgetSetup, forgetView } from '../read/view-cache.ts';
import { failedRun } from './finish-run.ts';
import { storeEnd } from './store-end.ts';
import { syncCompany } from './sync-company.ts';

/** A run before its first step. */
export function newRun(deps: EngineDeps, companyId: number, cause: Cause, plan?: Plan): Run {
  return {
    id: deps.ids(),
    ...connectionOf(deps),
    ...(deps.runner !== undefined && { runner: deps.runner }),
    companyId,
    companyName: plan?.companyName ?? '',
    efsIds: plan?.efsIds ?? [],
    cause,
    startedAt: isoTime(deps.clock()),
    state: 'running',
    progress: { step: 'Starting', done: 0, total: plan?.changes.length ?? 0 },
    outcomes: [],
    counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 },
  };
}

/** Starts a user's Sync now without a preview: the parts with consent. The throttle does not stop it; where it wrote, it moves the shared clock (`throttle.ts`). */
export async function startSync(deps: EngineDeps, companyId: number): Promise<Result<StartedRun>> {
  const refused = onlyReads(deps) ?? needsPreview(deps);
  if (refused) return fail(refused);
  return start(
    deps,
    newRun(deps, companyId, { kind: 'user' }),
    async (tracker) => (await syncCompany(deps, tracker, FOR_USER)).run,
  );
}

/** Why this browser writes nothing at all, if that is its role; for everything that a user may start. */
export function onlyReads({ settings }: Pick<EngineDeps, 'settings'>): Failure | undefined {
  if (settings.role !== 'viewer') return undefined;
  return {
    code: 'rejected',
    message: 'This browser only reads: another one keeps ConnectWise up to date.',
    nextStep: 'Sync there, or change the role of this browser under Options › Connections.',
    field: 'role',
    value: settings.role,
  };
}

/**
 * Why nothing may be written without a preview (mode Review), for what a user starts by one click. Only applying a plan that was
 * shown writes then.
 */
export function needsPreview({ settings }: Pick<EngineDeps, 'settings'>): Failure | undefined {
  if (hasSyncPart(automaticParts(settings))) return undefined;
  return {
    code: 'rejected',
    message: 'Review mode: nothing is written without a preview.',
    nextStep:
      'Use Sync now… in the panel on the company’s page, or turn on automatic sync under Options › Connections.',
    field: 'automatic',
  };
}

/** Record ids of one ConnectWise name other companies' records in the next: what was made there is never written here. */
export function foreignTenant(
  { connectWise }: Pick<EngineDeps, 'connectWise'>,
  made: { tenant?: string },
): Failure | undefined {
  if (made.tenant === undefined || made.tenant === connectWise.tenant) return undefined;
  return {
    code: 'conflict',
    message: `This belongs to another ConnectWise (${made.tenant}) than the one that is connected now.`,
    nextStep: 'Connect that one again under Options › Connections, or make a new plan.',
    value: made.tenant,
  };
}

/** The same of a plan, which rests on the figures of one portal, too. */
export function foreignConnection(
  deps: Pick<EngineDeps, 'connectWise' | 'portal'>,
  made: { tenant?: string; portal?: string },
): Failure | undefined {
  const foreign = foreignTenant(deps, made);
  if (foreign || made.portal === undefined || made.portal === deps.portal.source) return foreign;
  return {
    code: 'conflict',
    message: `This was planned with another portal (${made.portal}) than the one that is connected now.`,
    nextStep: 'Make a new plan.',
    value: made.portal,
  };
}

/** Stores the run before the first call, then lets it go on by itself; one run at a time per company. */
export async function start(
  deps: EngineDeps,
  run: Run,
  work: (tracker: RunTracker) => Promise<Run>,
): Promise<Result<StartedRun>> {
  const { started, running } = await deps.store.startRun(run);
  if (!started) return fail(busy(running));
  return ok({ runId: run.id, finished: finish(deps, run, work) });
}

async function finish(deps: EngineDeps, run: Run, work: (tracker: RunTracker) => Promise<Run>): Promise<void> {
  const tracker = trackRun(deps.store, run);
  try {
    const ended = await work(tracker);
    await deps.store.putRun(ended);
    // It worked for the user, so automatic work may go on as well.
    if (ended.state === 'done' && (await connectionStopped(deps))) await resumeConnection(deps);
  } catch (error) {
    deps.log.error('sync', 'A run ended unexpectedly.', { runId: run.id, error: nameOf(error) });
    const failed = failedRun(tracker.current(), unexpected(error), deps.clock);
    await storeEnd(deps.store, failed).catch((again: unknown) => {
      deps.log.error('sync', 'A run could not be stored.', { runId: run.id, error: nameOf(again) });
    });
  }
  await forgetRead(deps, run.companyId).catch(() => undefined);
  await forgetCancel(deps.store, run.id).catch(() => undefined);
}

/** What pages show was read before the run: of its company, or of all where it changed what they share. */
async function forgetRead(deps: EngineDeps, companyId: number): Promise<void> {
  if (companyId === NO_COMPANY) await forgetSetup(deps);
  else await forgetView(deps, companyId);
}

export function busy(running: Run): Failure {
  const what = running.companyId === NO_COMPANY ? 'the set-up' : 'this company';
  return {
    code: 'busy',
    message: `Another run is working on ${what} since ${momentValue(running.startedAt)}: ${running.progress.step}.`,
    nextStep: 'Wait until it has ended, then try again.',
    field: 'runId',
    value: running.id,
  };
}
