import { readConfig } from '../../lib/runner/config/read-config.ts';
import { openDatabase } from '../../lib/runner/open-database.ts';
import { startRunner } from '../../lib/runner/run.ts';
import { silentLog } from '../../lib/shared/log.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { simulatorFetch } from '../simulator/in-process.ts';
import { seededRandom } from '../simulator/random.ts';
import { startSimulator } from '../simulator/server.ts';
import { startPostgres } from '../support/runner/postgres.ts';
import { runnerFolder, SIMULATOR_KEYS } from '../support/runner/try-runner.ts';
import { type Benchmark, percentile } from './benchmark.ts';
import { countedFetch, noRequests } from './fleet/counted-fetch.ts';

const EVENTS = Number(process.env.EVENTS ?? 60);
const LATENCY = 40;
/** Seconds between two events on average. */
const GAP = 4;
const POLL = 10;
/** Seconds that the last events may still take. */
const PATIENCE = 60;

/** Event appears in the portal → ticket written, p95, one runner on PostgreSQL with a poll every 10 s, in real time: budget 15 s. */
export const runnerEventToWrite: Benchmark = {
  name: 'runner.event-to-write',
  unit: 's',
  async measure() {
    const simulator = await startSimulator({
      listen: false,
      customers: EVENTS + 30,
      variant: 'clean',
      traffic: { file: null, keep: 0 },
    });
    for (const account of simulator.portal.accounts.values()) delete account.schedule;
    const server = await startPostgres();
    const folder = await runnerFolder(simulator, { pollSeconds: POLL });
    const read = readConfig(folder.config, { ...SIMULATOR_KEYS, BACKUP_BRIDGE_DATABASE_URL: server.url });
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    const appeared = new Map<string, number>();
    const times: number[] = [];
    const counted = countedFetch(simulatorFetch(simulator), noRequests(), LATENCY);
    const noted: typeof fetch = async (input, init) => {
      const answer = await counted(input, init);
      const { hostname, pathname } = new URL(input instanceof Request ? input.url : input);
      if (hostname !== HOSTS.rest || init?.method !== 'POST' || !pathname.endsWith('/service/tickets') || !answer.ok)
        return answer;
      const { externalXRef } = JSON.parse(String(init.body)) as { externalXRef: string };
      const since = appeared.get(externalXRef);
      if (since !== undefined) times.push((performance.now() - since) / 1000);
      return answer;
    };
    const database = await openDatabase(read.config, () => undefined);
    const started = await startRunner({
      config: read.config,
      database,
      log: silentLog,
      fetch: (url, init) => noted(url, init),
      clock: () => simulator.clock.now(),
    });
    if (!started.ok) throw new Error(started.failure.message);
    try {
      await pause(2 * POLL);
      const random = seededRandom(1);
      const accounts = [...simulator.portal.accounts.values()].filter(({ kind }) => kind === 'server');
      const ofCustomers = [...new Map(accounts.map((account) => [account.customerId, account])).values()];
      for (const { id, customerId } of ofCustomers.slice(0, EVENTS)) {
        await pause(random() * 2 * GAP);
        appeared.set(`EFS-${customerId}:${id}:backup-failed`, performance.now());
        simulator.backups.runBackup(id, { result: 'failed' });
      }
      for (let left = PATIENCE; times.length < appeared.size && left > 0; left -= 1) await pause(1);
      if (times.length < appeared.size) throw new Error(`Only ${times.length} of ${appeared.size} tickets came.`);
    } finally {
      await started.value.stop();
      await database.sql.close();
      await server.stop();
      await folder.remove();
    }
    return {
      value: Math.round(percentile(times, 0.95) * 100) / 100,
      n: times.length,
      note: `measured from the event in the portal to ConnectWise's answer to the POST of its ticket, ${LATENCY} ms each request, events at random moments; median ${percentile(times, 0.5).toFixed(2)} s`,
    };
  },
};

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
