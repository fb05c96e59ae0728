import { automaticParts } from '../../domain/consent.ts';
import { BROWSER_ONLY_READS } from '../../domain/outcomes.ts';
import { isYoungerByTheirClock, isYoungerThan } from '../../shared/age.ts';
import { HOUR, isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { stopConnection } from '../pacing/connection-stop.ts';
import { retry } from '../pacing/retry.ts';
import { THROTTLE_INTERVAL } from '../pacing/throttle.ts';
import type { OutboxEntry } from '../store.ts';
import { BUSY, type Decision, isDue, TAKE_OVER, waitedFor } from './evaluate.ts';
import { type OthersWork, readOthersWork } from './others-work.ts';
import { enterStandBy, type StandByState, standByState, takeLead, timeToLook } from './stand-by-state.ts';

/*
 * Several browsers, one ConnectWise, nothing agreed between them and nothing stored for it in ConnectWise.
 *
 * Every browser begins as the one that leads. One that finds work done by another stands by: it leaves what is due, and looks
 * rarely and in bulk (at most two lists) at what the others did. What is done it settles as skipped or done; work that
 * nobody has done in `TAKE_OVER` makes it lead. So two leaders become one at the first customer or ticket that they both
 * meet, and work left by a leader that died is found by the first of the others to look. Each looks within an hour and a half at
 * the latest, spread at random: with 25 browsers one looks about every couple of minutes, so that failing over gets
 * faster the more there are. A leader that is seen to work on a great heap is given longer (`BUSY`).
 *
 * Some work leaves no trace to be seen by: a sync that changed nothing or failed, a customer without a company. Each of the
 * others then takes over for it as well, but where somebody is at work, once in a throttle only (`tried`). With statistics switched off
 * no sync leaves a trace: there each browser confirms every customer once in twelve hours, which costs reads. A browser
 * alone never stands by, and makes no request for any of this.
 */

/** Whether this browser works off what is due now, besides what users ask for. Asked before entries are taken. */
export async function standBy(deps: EngineDeps): Promise<{ work: boolean }> {
  if (deps.settings.role === 'viewer') {
    await leaveAll(deps);
    return { work: false };
  }
  // What is due costs no request then: it is only set aside.
  if (!Object.values(automaticParts(deps.settings)).includes(true)) return { work: true };
  const state = await standByState(deps);
  if (state.leads) return { work: true };
  const now = deps.clock();
  if (!timeToLook(state, now)) return { work: false };
  const due = (await deps.store.outbox()).filter((entry) => isDue(entry, now));
  // What has only just come up says nothing about the others.
  if (!due.some((entry) => waitedFor(entry, now) >= TAKE_OVER)) return { work: false };
  const seen = await readOthersWork(deps, due);
  if (!seen.ok) {
    if (retry({ attempts: 1 }, seen.failure, now, 0).stop) await stopConnection(deps, seen.failure);
    await enterStandBy(deps, state, false);
    return { work: false };
  }
  await settle(deps, seen.value.done);
  const tried = recent(state, now);
  const left = leftUndone(seen.value, now).filter(({ key }) => tried[key] === undefined);
  if (left.length) {
    const { lastSync } = seen.value;
    const atWork = isSyncRecent(lastSync, HOUR, now);
    if (atWork) for (const { key } of left) tried[key] = now;
    await takeLead(deps, { ...state, tried });
    return { work: true };
  }
  await enterStandBy(deps, { ...state, tried }, seen.value.done.length > 0);
  return { work: false };
}

/** This browser came to work that another had done already: it is not needed now. */
export async function foundDoneByAnother(deps: EngineDeps): Promise<void> {
  const state = await standByState(deps);
  if (state.leads) await enterStandBy(deps, state, true);
}

/** What came in before this browser was made a viewer would wait for ever. */
async function leaveAll({ store, clock }: EngineDeps): Promise<void> {
  const entries = await store.outbox();
  const events = { state: 'skipped' as const, outcomes: [BROWSER_ONLY_READS] };
  if (entries.length) await store.settleUntaken(entries, { at: isoTime(clock()), events });
}

/** Work that nobody does. */
function leftUndone({ undone, lastSync }: OthersWork, now: number): OutboxEntry[] {
  const patience = isSyncRecent(lastSync, TAKE_OVER, now) ? BUSY : TAKE_OVER;
  return undone.filter((entry) => waitedFor(entry, now) >= patience);
}

/** ConnectWise's clock and this browser's may differ by this much. */
const SKEW = 5 * MINUTE;

function isSyncRecent(lastSync: number | undefined, maxAge: number, now: number): boolean {
  return lastSync !== undefined && isYoungerByTheirClock(maxAge, lastSync, now, SKEW);
}

function recent({ tried = {} }: StandByState, now: number): Record<string, number> {
  return Object.fromEntries(Object.entries(tried).filter(([, at]) => isYoungerThan(THROTTLE_INTERVAL, at, now)));
}

/** In one step for all of which the same is said. */
async function settle(deps: EngineDeps, done: OthersWork['done']): Promise<void> {
  const alike = new Map<string, { decision: Decision; entries: OutboxEntry[] }>();
  for (const { entry, decision } of done) {
    const group = alike.get(JSON.stringify(decision)) ?? { decision, entries: [] };
    group.entries.push(entry);
    alike.set(JSON.stringify(decision), group);
  }
  for (const { decision, entries } of alike.values()) {
    await deps.store.settleUntaken(entries, { at: isoTime(deps.clock()), events: decision.events }, decision.next);
  }
}
