import { storeOver } from '../../../lib/db/sync-store.ts';
import { openPostgres } from '../../../lib/runner/store/open-postgres.ts';
import { openSqlObjects } from '../../../lib/runner/store/sql-objects.ts';
import { createEngine, type Engine } from '../../../lib/sync/engine.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { engineDeps } from '../../support/engine-deps.ts';
import { startPostgres } from '../../support/runner/postgres.ts';
import { countedFetch, noRequests, type RequestCounts } from '../fleet/counted-fetch.ts';

/** Runners of one PostgreSQL at a simulated ConnectWise, in simulated time. */
export interface RunnerFleet {
  simulator: Simulator;
  requests: RequestCounts;
  engines: Engine[];
  /** Polls until what happened before the first contact was read: on a slow machine one poll does not get to its end. */
  readHistory(): Promise<void>;
  /** One poll, and all that is due then, handed to one runner after the other, as the queue does. Answers how much that was. */
  round(): Promise<number>;
  stop(): Promise<void>;
}

interface FleetOptions extends SimulatorOptions {
  runners: number;
  /** Simulated milliseconds that each request to ConnectWise takes at least: 100 at 600 requests a minute. */
  perRequest?: number;
}

export async function runnerFleet({ runners, perRequest = 0, ...options }: FleetOptions): Promise<RunnerFleet> {
  const server = await startPostgres();
  const { database } = openPostgres({ url: server.url });
  const simulator = await startSimulator({
    listen: false,
    variant: 'clean',
    traffic: { file: null, keep: 0 },
    ...options,
  });
  const requests = noRequests();
  const counted = countedFetch(simulatorFetch(simulator), requests);
  const paced: typeof fetch = async (input, init) => {
    const before = requests.connectWise;
    const answer = await counted(input, init);
    if (perRequest > 0 && requests.connectWise > before) simulator.clock.advance(perRequest);
    return answer;
  };
  const objects = await openSqlObjects(database, 'fleet');
  const engines = Array.from({ length: runners }, (_, nth) => {
    const runner = `runner${nth}`;
    let ids = 0;
    const makeId = () => `${runner}.${String(++ids).padStart(8, '0')}`;
    const store = storeOver(objects, makeId);
    const deps = engineDeps({ fetch: paced, store, clock: () => simulator.clock.now() });
    return createEngine({ ...deps, ids: makeId, browser: runner, runner });
  });
  let turn = 0;
  const next = () => engines[turn++ % engines.length] as Engine;
  return {
    simulator,
    requests,
    engines,
    async readHistory() {
      for (let news = 1; news > 0; ) {
        const { failure, newEvents } = await next().askPortal();
        if (failure) throw new Error(failure.message);
        news = newEvents;
      }
    },
    async round() {
      const poller = next();
      await poller.askPortal();
      const keys = await poller.dueWork();
      for (const key of keys) await next().workOn(key);
      return keys.length;
    },
    async stop() {
      await database.close();
      await server.stop();
    },
  };
}
