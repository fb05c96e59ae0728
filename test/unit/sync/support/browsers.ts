import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import { openStore } from '../../../../lib/db/sync-store.ts';
import type { Run } from '../../../../lib/domain/change.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { SECOND } from '../../../../lib/shared/time.ts';
import { createEngine, type Engine } from '../../../../lib/sync/engine.ts';
import type { EngineDeps } from '../../../../lib/sync/engine-api.ts';
import { countedFetch, noRequests, type RequestCounts } from '../../../bench/fleet/counted-fetch.ts';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import { type Simulator, startSimulator } from '../../../simulator/server.ts';
import { engineDeps } from '../../../support/engine-deps.ts';

/** One browser of several: its own store, its own count of requests. */
export interface Browser {
  engine: Engine;
  deps: EngineDeps;
  requests: RequestCounts;
  /** Whether it is switched on. */
  on: boolean;
}

export interface Browsers {
  simulator: Simulator;
  all: Browser[];
  /** Lets the time pass: every browser that is on polls once in `every` milliseconds, one after the other. */
  pass(milliseconds: number, every?: number): Promise<void>;
  /** ConnectWise requests of all of them. */
  requests(): number;
  /** Automatic runs that wrote, of all browsers, the oldest first. */
  syncedParts(): Promise<Run[]>;
}

/** Several browsers at one ConnectWise, over the real clients and the simulator; connected, with the first contact behind them. */
export async function browsers(
  count: number,
  { customers = 20, settings }: { customers?: number; settings?: Partial<Settings> } = {},
): Promise<Browsers> {
  const simulator = await startSimulator({ listen: false, customers, variant: 'clean' });
  const all: Browser[] = [];
  for (let nth = 0; nth < count; nth++) {
    const store = await openStore(crypto.randomUUID());
    onTestFinished(() => store.close());
    const requests = noRequests();
    const fetch = countedFetch(simulatorFetch(simulator), requests);
    const made = engineDeps({ fetch, store, clock: () => simulator.clock.now() });
    const deps: EngineDeps = {
      ...made,
      settings: { ...made.settings, ...settings },
      random: seeded(nth + 1),
      browser: `Browser ${nth + 1}`,
    };
    all.push({ engine: createEngine(deps), deps, requests, on: true });
  }
  for (const { engine } of all) await engine.poll();
  return {
    simulator,
    all,
    requests: () => all.reduce((sum, { requests }) => sum + requests.connectWise, 0),
    syncedParts: async () => {
      const runs = (await Promise.all(all.map(({ deps }) => deps.store.runs({ limit: 10_000 })))).flat();
      return runs
        .filter(({ cause, counts }) => cause.kind === 'event' && counts.applied > 0)
        .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
    },
    pass: async (milliseconds, every = 120 * SECOND) => {
      for (let passed = 0; passed < milliseconds; passed += every) {
        for (const browser of all) {
          simulator.clock.advance(every / all.length);
          if (browser.on) await browser.engine.poll();
        }
      }
    },
  };
}

/** Numbers from 0 up to 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
}
