import type { Run } from '../domain/change.ts';
import { type ConnectionStates, isReportedBy, SIDES } from '../domain/connection-state.ts';
import { syncMode } from '../domain/consent.ts';
import type { PollView } from '../domain/event-view.ts';
import type { StatusView } from '../messages/protocol.ts';
import { alarmDueAt } from '../platform/alarms.ts';
import { isoTime, readTime } from '../shared/time.ts';
import { isPlausible } from '../sync/pacing/throttle.ts';
import { knownCustomers } from '../sync/read/portal-customers.ts';
import type { Background } from './background.ts';
import { readConnections } from './connections.ts';
import { fromStorage } from './from-storage.ts';
import { type NeedsUser, needsUser, worsenedLines } from './needs-user.ts';
import { POLL_ALARM } from './schedule.ts';
import { settingsInForce, waitingForConsent } from './sync-mode.ts';

/** How many runs, and how many entries of the outbox that wait for a user, the popup and the badge look at. */
const LOOK_AT = 200;
/** As many lines are listed: nobody reads more, and the badge counts up to 99. */
const SHOWN = 100;

const NEVER_POLLED: PollView = { lastPollAt: null, nextPollAt: null, newEvents: 0 };

/**
 * State of both connections, the poll, and what waits for a user. Asks nobody outside. Where the browser's storage cannot be read, what is
 * known all the same, with the failure in `storage`.
 */
export async function readStatus(background: Background): Promise<StatusView> {
  const { schedule } = background;
  const states = await readConnections(background);
  const [lastPoll, dueAt, waiting, approvals] = await Promise.all([
    fromStorage(() => schedule.lastPoll()),
    alarmDueAt(POLL_ALARM),
    fromStorage(() => waitingForUser(background, states)),
    fromStorage(() => waitingForApproval(background)),
  ]);
  const isStored = [states.connectWise, states.portal].every(({ state }) => state === 'ok' || state === 'failed');
  const sync = isStored ? await fromStorage(() => syncState(background)) : undefined;
  const nextPollAt = isStored && dueAt !== undefined ? isoTime(dueAt) : null;
  const failed = [lastPoll, waiting, approvals].find((read) => !read.ok);
  const storage = states.storage ?? (failed?.ok === false ? failed.failure : undefined);
  return {
    ...states,
    ...(storage && { storage }),
    poll: { ...(lastPoll.ok ? lastPoll.value : NEVER_POLLED), nextPollAt },
    needsUser: waiting.ok ? waiting.value : [],
    approvals: approvals.ok ? approvals.value : 0,
    ...(sync?.ok && { sync: sync.value }),
  };
}

async function syncState(background: Background): Promise<StatusView['sync'] & object> {
  const settings = await settingsInForce(background);
  return { ...syncMode(settings), waiting: await waitingForConsent(background, settings) };
}

/** Of the connection that there is: without one nothing can be approved. */
async function waitingForApproval({ engines }: Background): Promise<number> {
  const list = await engines.use((engine) => engine.approvals({ search: '', offset: 0, limit: 1 }));
  return list.ok ? list.value.total : 0;
}

/** From the store alone: what waits does not go away with a connection. */
async function waitingForUser({ engines, setup, clock }: Background, states: ConnectionStates): Promise<NeedsUser[]> {
  const store = await engines.store();
  const [outbox, runs, known, worsened] = await Promise.all([
    store.outbox(),
    store.runs({ limit: LOOK_AT }),
    knownCustomers({ store }),
    setup.worsened(),
  ]);
  const waiting = outbox
    .filter(({ state }) => state === 'needs-user')
    .sort((a, b) => (a.newestEventAt < b.newestEventAt ? 1 : -1))
    .slice(0, LOOK_AT);
  const customers = [...new Set(waiting.map(({ customerId }) => customerId))];
  const companies = new Map(
    await Promise.all(customers.map(async (id) => [id, await store.companyOfCustomer(id)] as const)),
  );
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const located = waiting.map((entry) => ({
    entry,
    customerName: names.get(entry.customerId),
    companyId: companies.get(entry.customerId),
  }));
  // One of the future was stored by a clock that was set back since: it is no newer than those that ended well after it.
  const isOver = ({ startedAt }: Run) => isPlausible(readTime(startedAt) ?? 0, clock());
  const isSaid = (text: string) => SIDES.some((side) => states[side].failure?.message === text);
  return [
    ...worsenedLines(worsened, isSaid),
    ...needsUser(runs.filter(isOver), located, (failure) => isReportedBy(states, failure)),
  ].slice(0, SHOWN);
}
