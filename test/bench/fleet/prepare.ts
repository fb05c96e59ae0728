import { DAY } from '../../../lib/shared/time.ts';
import { planCompany } from '../../../lib/sync/plan/plan-company.ts';
import { readFacts } from '../../../lib/sync/read/facts.ts';
import { FOR_EVENT, observe } from '../../../lib/sync/read/observe.ts';
import { type Snapshot, takeSnapshot } from '../../simulator/snapshot.ts';
import { simulatedEngine } from '../../support/simulated-engine.ts';
import { pollAll } from './poll-all.ts';

const prepared = new Map<number, Promise<Snapshot>>();

/**
 * A fleet in its daily state: yesterday everything in ConnectWise was as planned, since then every backup ran once and
 * every storage grew. It is today there, as in the browsers that look at it. Nothing happens by itself from then on, so that both sides of a comparison meet the same figures.
 * Prepared once in a process.
 */
export function changedFleet(customers: number): Promise<Snapshot> {
  const known = prepared.get(customers) ?? prepare(customers);
  prepared.set(customers, known);
  return known;
}

async function prepare(customers: number): Promise<Snapshot> {
  const traffic = { file: null, keep: 0 };
  const { engine, deps, simulator, store } = await simulatedEngine({
    customers,
    variant: 'clean',
    traffic,
    startsAt: Date.now() - DAY,
  });
  // The first contact: what the portal reports is history, which counts in the statistics and causes no work.
  await pollAll(engine);
  for (const company of simulator.connectWise.tables.companies.all()) {
    const observation = await observe(deps, company.id, FOR_EVENT);
    if (!observation.ok) throw new Error(observation.failure.message);
    const facts = await readFacts(deps, observation.value.customerIds);
    if (!facts.ok) throw new Error(facts.failure.message);
    // Written without asking about guards: a fleet that was set up long ago has had its first, large figures confirmed.
    for (const change of planCompany(facts.value, observation.value, deps.settings, deps.clock()).changes) {
      const written = await deps.connectWise.write(change);
      if (!written.ok) throw new Error(written.failure.message);
    }
  }
  await store.close();
  simulator.clock.advance(DAY);
  simulator.backups.tick();
  for (const account of simulator.portal.accounts.values()) delete account.schedule;
  return takeSnapshot(simulator.connectWise, simulator.portal, simulator.clock);
}
