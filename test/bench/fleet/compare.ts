import type { FleetView } from '../../../lib/domain/fleet.ts';
import { HOUR } from '../../../lib/shared/time.ts';
import type { Engine } from '../../../lib/sync/engine.ts';
import { setRight } from '../../simulator/connectwise/rights.ts';
import { simulatedEngine } from '../../support/simulated-engine.ts';
import { countedFetch, noRequests, type RequestCounts } from './counted-fetch.ts';
import { pollAll } from './poll-all.ts';
import { leastReads } from './records.ts';

export interface ComparedFleet {
  requests: RequestCounts;
  seconds: number;
  view: FleetView;
  /** What the resource API needs at least: a list of entries per company, one of additions per agreement, pages of the rest. */
  least: number;
}

export interface CompareOptions {
  /** Milliseconds of every request, on both sides; default none. */
  latency?: number;
  withoutReports?: boolean;
}

/** Two managed-ID entries a company, and one agreement with so many additions of ours and of others. */
export const GENERATED = { ourAdditions: 4, otherAdditions: 6 };

/**
 * Compares a fleet whose customers the database knows: their figures were read within the hours before, as the syncs of a day read
 * them. The first comparison, which reads these, is not counted; set-up tables are older than they may be.
 */
export async function compareFleet(customers: number, options: CompareOptions = {}): Promise<ComparedFleet> {
  const requests = noRequests();
  const pace = { latency: 0 };
  const { engine, simulator, store } = await simulatedEngine(
    { customers, generated: GENERATED, traffic: { file: null, keep: 0 } },
    'efs-portal',
    { through: (inner) => (input, init) => countedFetch(inner, requests, pace.latency)(input, init) },
  );
  try {
    await pollAll(engine);
    await compareToTheEnd(engine, simulator.clock.now());
    simulator.clock.advance(2 * HOUR);
    if (options.withoutReports) setRight(simulator.connectWise, { function: 'API Reports', action: 'inquire' }, 'None');
    Object.assign(requests, noRequests());
    pace.latency = options.latency ?? 0;
    const start = performance.now();
    const view = await compareToTheEnd(engine, simulator.clock.now());
    const seconds = (performance.now() - start) / 1000;
    const { entries, additions, pages } = leastReads(simulator.connectWise);
    return { requests: { ...requests }, seconds, view, least: entries + additions + pages };
  } finally {
    await store.close();
  }
}

/** Throws when not every customer was compared. */
async function compareToTheEnd(engine: Engine, now: number): Promise<FleetView> {
  const started = await engine.compareFleet();
  if (!started.ok) throw new Error(started.failure.message);
  await engine.continueBulkSync(now + 12 * HOUR);
  const view = await engine.fleet({});
  if (!view.ok) throw new Error(view.failure.message);
  requireAllCompared(view.value);
  return view.value;
}

/** Throws when a comparison did not end, or left a customer out. */
export function requireAllCompared(view: FleetView | undefined): void {
  const { progress, counts } = view ?? {};
  if (progress?.state === 'done' && counts?.all === progress.total && counts['not-compared'] === 0) return;
  throw new Error(`The comparison ended so: ${JSON.stringify(view)}`);
}
