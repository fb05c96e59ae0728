import type { Run } from '../domain/change.ts';
import { type Problem, sentence } from '../shared/errors.ts';
import { nameOf } from '../shared/log.ts';
import { MINUTE, readTime, SECOND } from '../shared/time.ts';
import { connectionStopped, stopConnection } from './connection-stop.ts';
import type { EngineDeps } from './engine-api.ts';
import { gate } from './gate.ts';
import { findCompany } from './link.ts';
import { FOR_EVENT } from './observe.ts';
import { pushCompany } from './push-company.ts';
import { retry } from './retry.ts';
import { keepRun } from './run-keeper.ts';
import { busy, foreignTenant, forgetView, newRun, unexpected } from './runs.ts';
import type { OutboxEntry, SettledWith } from './store.ts';

/** A drain begins no further entry after this long: an alarm soon calls again, and a worker is not kept for ever. */
export const DRAIN_TIME = 25 * SECOND;
/** Longer than one push takes, short enough that what a killed worker held is soon taken up again. */
export const LEASE = 2 * MINUTE;

/**
 * Works off the outbox. Resumable after any await: what is taken is leased, what came of it is stored in one step with
 * the outcome of its events and the end of its run, and whatever was cut off in between is planned anew, which by
 * nature writes only what is still missing.
 */
export async function drain(deps: EngineDeps): Promise<void> {
  const until = deps.clock() + DRAIN_TIME;
  while (deps.clock() < until) {
    if (await connectionStopped(deps)) return;
    const entry = await deps.store.lease(deps.clock(), LEASE);
    if (!entry) return;
    const problem = await handle(deps, entry);
    if (problem) return;
  }
}

/** Works off one entry. Answers a problem that makes it pointless to take another. */
async function handle(deps: EngineDeps, entry: OutboxEntry): Promise<Problem | undefined> {
  let run: Run | undefined;
  try {
    const company = await findCompany(deps, entry.customerId);
    if (!company.ok) return await settleProblem(deps, entry, company.problem);
    const last = await deps.store.lastAutomaticRun(company.value);
    const state = gate([last && !foreignTenant(deps, last) ? readTime(last.startedAt) : undefined], deps.clock());
    if (!state.open) {
      const outcomes = [state.sentence ?? ''];
      // The entry stays until the gate opens: what the skipped events told of is then pushed without waiting for another.
      const dueAt = readTime(state.opensAt) ?? deps.clock();
      await deps.store.settle(entry, { state: 'waiting', dueAt }, { events: { state: 'skipped', outcomes } });
      return undefined;
    }
    run = newRun(deps, company.value, { kind: 'event', ref: entry.customerId });
    const { started, running } = await deps.store.startRun(run);
    if (!started) {
      run = undefined;
      return await settleProblem(deps, entry, busy(running));
    }
    run = await pushCompany(deps, keepRun(deps.store, run), FOR_EVENT);
    const companies = await deps.store.companiesOfCustomer(entry.customerId);
    if (!companies.includes(run.companyId)) return await settleProblem(deps, entry, moved(run), run);
    return await settleRun(deps, entry, run);
  } catch (error) {
    deps.log.error('drain', 'An outbox entry failed unexpectedly.', { entry: entry.key, error: nameOf(error) });
    return settleProblem(deps, entry, unexpected(), run && { ...run, state: 'failed' });
  }
}

async function settleRun(deps: EngineDeps, entry: OutboxEntry, run: Run): Promise<Problem | undefined> {
  await forgetView(deps, run.companyId);
  const open = run.problem ?? stale(run);
  if (open) return settleProblem(deps, entry, open, run);
  const state = run.counts.held > 0 ? 'needs-person' : 'done';
  await settle(deps, entry, { state: 'done' }, { run, events: { state, outcomes: run.outcomes } });
  return undefined;
}

async function settleProblem(
  deps: EngineDeps,
  entry: OutboxEntry,
  problem: Problem,
  run?: Run,
): Promise<Problem | undefined> {
  const decision = retry(entry, problem, deps.clock(), (deps.random ?? Math.random)());
  const outcomes = run?.outcomes.length ? run.outcomes : [sentence(problem)];
  const ends = decision.outcome.state === 'needs-person';
  const settled: SettledWith = {
    ...(run && { run }),
    ...(ends && { events: { state: 'needs-person' as const, outcomes } }),
  };
  await settle(deps, entry, decision.outcome, settled);
  if (decision.stop) await stopConnection(deps, problem);
  return decision.stop ? problem : undefined;
}

/** A run whose lease was lost must not be left running; its entry is another taker's now. */
async function settle(
  deps: EngineDeps,
  entry: OutboxEntry,
  next: Parameters<EngineDeps['store']['settle']>[1],
  settled: SettledWith,
): Promise<void> {
  if (await deps.store.settle(entry, next, settled)) return;
  if (settled.run) await deps.store.putRun(settled.run);
}

/** The company no longer carries the customer's EFS id, so nothing of the event has reached ConnectWise: look for it anew. */
function moved(run: Run): Problem {
  return {
    code: 'stale',
    message: `${run.companyName || `Company ${run.companyId}`} no longer carries the EFS id.`,
    nextStep: 'The company that does is looked for.',
  };
}

/** Somebody edited a record in the seconds between reading and writing: plan again soon. */
function stale(run: Run): Problem | undefined {
  if (!run.counts.stale) return undefined;
  return {
    code: 'stale',
    message: run.outcomes.at(-1) ?? 'A record changed meanwhile.',
    nextStep: 'It is planned again.',
  };
}
