import { planCompany } from '../../lib/sync/plan/plan-company.ts';
import { type PortalSide, readFacts } from '../../lib/sync/read/facts.ts';
import type { Observation } from '../../lib/sync/read/observation.ts';
import { FOR_EVENT, observe } from '../../lib/sync/read/observe.ts';
import type { PortalName } from '../support/engine-deps.ts';
import { simulatedEngine } from '../support/simulated-engine.ts';
import { billX360 } from '../support/x360-fleet.ts';
import { type Benchmark, type Measurement, median } from './benchmark.ts';

const CUSTOMERS = 1000;
const ROUNDS = 7;

/** Planning 1,000 customers, no I/O: what was read beforehand is planned again and again. */
export const plan1000: Benchmark = { name: 'plan.1000', unit: 's', measure: () => timed('efs-portal') };

/** The same of x360Recover: each company linked by a user, with three services of its own beside the guides'. */
export const plan1000X360: Benchmark = { name: 'plan.1000-x360', unit: 's', measure: () => timed('x360recover') };

async function timed(source: PortalName): Promise<Measurement> {
  const { inputs, settings, now } = await readAll(source);
  const seconds: number[] = [];
  let changes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    changes = 0;
    for (const { facts, observation } of inputs)
      changes += planCompany(facts, observation, settings, now).changes.length;
    seconds.push((performance.now() - start) / 1000);
  }
  return {
    value: round3(median(seconds)),
    n: ROUNDS,
    note: `median of ${ROUNDS} rounds over ${inputs.length} customers, ${changes} changes a round`,
  };
}

async function readAll(source: PortalName) {
  const started = await simulatedEngine({ customers: CUSTOMERS, traffic: { file: null, keep: 0 } }, source);
  const { simulator, store } = started;
  const deps = source === 'x360recover' ? await billX360(started) : started.deps;
  const inputs: { facts: PortalSide[]; observation: Observation }[] = [];
  for (const company of simulator.connectWise.tables.companies.all()) {
    const observation = await observe(deps, company.id, FOR_EVENT);
    if (!observation.ok) throw new Error(observation.failure.message);
    if (observation.value.customerIds.length === 0) continue;
    const facts = await readFacts(deps, observation.value.customerIds);
    if (!facts.ok) throw new Error(facts.failure.message);
    inputs.push({ facts: facts.value, observation: observation.value });
  }
  if (inputs.length < CUSTOMERS) throw new Error(`Only ${inputs.length} of ${CUSTOMERS} customers could be read.`);
  await store.close();
  return { inputs, settings: deps.settings, now: deps.clock() };
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
