import type { StatusView } from '../messages/protocol.ts';
import { alarmDueAt } from '../platform/alarms.ts';
import { mayCallHost } from '../platform/permissions.ts';
import type { Problem } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import { isoTime } from '../shared/time.ts';
import { knownCustomers } from '../sync/portal-customers.ts';
import type { Background } from './background.ts';
import type { SideHealth } from './connection-health.ts';
import { POLL_ALARM } from './cycle.ts';
import { hostPermissionProblem } from './host-permission.ts';
import { type NeedsPerson, needsPerson } from './needs-person.ts';

/** How many runs, and how many entries of the outbox that wait for a person, the popup and the badge look at. */
const LOOK_AT = 200;
/** As many lines are told: nobody reads more, and the badge counts up to 99. */
const SHOWN = 100;

/** State of both connections, the poll, and what waits for a person. Asks nobody outside. */
export async function readStatus(background: Background): Promise<StatusView> {
  const { connections, keys, health, cycle } = background;
  const [connectWise, portal, known, lastPoll, dueAt, waiting] = await Promise.all([
    connections.connectWise(),
    connections.portal(),
    health.read(),
    cycle.lastPoll(),
    alarmDueAt(POLL_ALARM),
    waitingForPerson(background),
  ]);
  const isPolling = connectWise !== null && portal !== null && dueAt !== undefined;
  const poll = { ...lastPoll, nextPollAt: isPolling ? isoTime(dueAt) : null };
  const [connectWiseState, portalState] = await Promise.all([
    connectWise
      ? sideState(keys.connectWise(), known.connectWise, connectWise.site, connectWise.apiHost)
      : NEVER_CONNECTED,
    portal ? sideState(keys.portal(), known.portal, hostOf(portal.baseUrl)) : NEVER_CONNECTED,
  ]);
  return {
    connectWise: connectWise ? { ...connectWiseState, site: connectWise.site } : connectWiseState,
    portal: portal ? { ...portalState, kind: portal.kind } : portalState,
    poll,
    needsPerson: waiting,
  };
}

interface SideState {
  state: 'not-connected' | 'ok' | 'failed';
  checkedAt?: string;
  problem?: Problem;
}

const NEVER_CONNECTED: SideState = { state: 'not-connected' };

async function sideState(
  opening: Promise<Result<unknown>>,
  known: SideHealth | undefined,
  ...hosts: readonly string[]
): Promise<SideState> {
  const opened = await opening;
  if (!opened.ok) return { state: 'not-connected', problem: opened.problem };
  // A person can take a host's permission away at any time; a failing call would only say "unreachable".
  for (const host of hosts) {
    if (host !== '' && !(await mayCallHost(hostnameOf(host)))) {
      return { state: 'failed', problem: hostPermissionProblem(hostnameOf(host)) };
    }
  }
  if (!known) return { state: 'ok' };
  return { state: known.problem ? 'failed' : 'ok', ...known };
}

/** From the store alone: what waits does not go away with a connection. */
async function waitingForPerson({ engines }: Background): Promise<NeedsPerson[]> {
  const store = await engines.store();
  const [outbox, runs, known] = await Promise.all([
    store.outbox(),
    store.runs({ limit: LOOK_AT }),
    knownCustomers({ store }),
  ]);
  const waiting = outbox
    .filter(({ state }) => state === 'needs-person')
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
  return needsPerson(runs, located).slice(0, SHOWN);
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '');
}
