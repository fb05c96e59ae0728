import { createEngine } from '../../lib/sync/engine.ts';
import { SEED } from '../simulator/connectwise/seed.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { seededRandom } from '../simulator/random.ts';
import { simulatedEngine } from '../support/simulated-engine.ts';
import { type Benchmark, percentile } from './benchmark.ts';
import { countedFetch, noRequests } from './fleet/counted-fetch.ts';
import { pollAll } from './fleet/poll-all.ts';
import { changedFleet } from './fleet/prepare.ts';

const EVENTS = 100;
const LATENCY = 40;
/** Seconds: `POLL_MINUTES` of lib/background/schedule.ts, which needs a browser to be imported. */
export const PERIOD = 30;

/** Event appears in the portal → ticket written, p95: budget 35 s. */
export const syncEventToWrite: Benchmark = {
  name: 'sync.event-to-write',
  unit: 's',
  async measure() {
    const works = await workTimes(EVENTS);
    const random = seededRandom(1);
    // The event appears at a random moment of the poll period, and waits for the rest of it.
    const times = works.map((work) => random() * PERIOD + work);
    return {
      value: Math.round(percentile(times, 0.95) * 100) / 100,
      n: times.length,
      note:
        `a failed backup on a customer of its own each; waits for the poll, uniformly random within the period of ${PERIOD} s (reckoned), then from the ` +
        `start of the poll to ConnectWise's answer to the POST of the ticket (measured, ${LATENCY} ms each request): median ` +
        `${percentile(works, 0.5).toFixed(2)} s, p95 ${percentile(works, 0.95).toFixed(2)} s. Not in it: a late alarm and the start of the worker`,
    };
  },
};

/** Seconds from the start of a poll that finds one new event until its ticket is in ConnectWise, one after the other. */
async function workTimes(count: number): Promise<number[]> {
  const snapshot = await changedFleet(count + 20);
  let writtenAt: number | undefined;
  const noted = (inner: typeof fetch): typeof fetch => {
    const counted = countedFetch(inner, noRequests(), LATENCY);
    return async (input, init) => {
      const answer = await counted(input, init);
      const { hostname, pathname } = new URL(input instanceof Request ? input.url : input);
      if (hostname === HOSTS.rest && init?.method === 'POST' && pathname.endsWith('/service/tickets') && answer.ok)
        writtenAt ??= performance.now();
      return answer;
    };
  };
  const { deps, simulator, store } = await simulatedEngine(
    { snapshot, traffic: { file: null, keep: 0 } },
    'efs-portal',
    { through: noted },
  );
  const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
  const settings = { ...deps.settings, tickets: { ...deps.settings.tickets, board } };
  const engine = createEngine({ ...deps, settings });
  const times: number[] = [];
  try {
    await pollAll(engine);
    for (const customer of simulator.portal.allCustomers().filter(({ active }) => active)) {
      const [account] = simulator.portal.accountsOf(customer.id).filter(({ kind }) => kind === 'server');
      if (!account || times.length === count) continue;
      simulator.backups.runBackup(account.id, { result: 'failed' });
      writtenAt = undefined;
      const start = performance.now();
      await engine.poll();
      if (writtenAt === undefined) throw new Error(`No ticket was written for account ${account.id}.`);
      times.push((writtenAt - start) / 1000);
    }
  } finally {
    await store.close();
  }
  if (times.length < count) throw new Error(`Only ${times.length} of ${count} events could be tried.`);
  return times;
}
