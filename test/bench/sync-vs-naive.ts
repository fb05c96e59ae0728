import { globalAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { readFacts } from '../../lib/sync/read/facts.ts';
import { readSetupTables } from '../../lib/sync/read/setup-tables.ts';
import { simulatedEngine } from '../support/simulated-engine.ts';
import type { Benchmark } from './benchmark.ts';
import { bulkSyncFleet } from './fleet/bulk-sync.ts';
import { publicClient, syncStraightforwardly } from './fleet/naive-client.ts';
import type { Way } from './fleet/naive-reads.ts';
import { pollAll } from './fleet/poll-all.ts';
import { changedFleet } from './fleet/prepare.ts';
import { firstDifference, type Records, recordsOf } from './fleet/records.ts';

const CUSTOMERS = 1000;

/** The same work by a straightforward client, one record at a time: its requests ÷ ours; budget at least 3. */
export const syncVsNaive: Benchmark = {
  name: 'sync.vs-naive',
  unit: 'ratio',
  async measure() {
    const { ours, byRecord, byCustomer } = await compareWithNaive(CUSTOMERS);
    const ratio = (requests: number) => Math.round((requests / ours) * 100) / 100;
    return {
      value: ratio(byRecord),
      n: 1,
      note:
        `${CUSTOMERS} customers whose figures all changed, both ended with the same records. connectwise-rest 1.3.0 handling one record at ` +
        `a time, each from its EFS id (company, record, write): ${byRecord} requests; ours: ${ours}. A client that reads each list once per ` +
        `customer and each record before its write needs ${byCustomer} (${ratio(byCustomer)}). Set-up tables were given to it`,
    };
  },
};

/** ConnectWise requests of both sides for the same work. Throws where they do not end in the same ConnectWise. */
export async function compareWithNaive(customers: number) {
  const ours = await bulkSyncFleet(customers);
  const byRecord = await naive(customers, 'record');
  const byCustomer = await naive(customers, 'customer');
  for (const side of [byRecord, byCustomer]) {
    const difference = firstDifference(ours.records, side.records);
    if (difference) throw new Error(`Not the same work: ${difference}`);
  }
  return { ours: ours.requests.connectWise, byRecord: byRecord.requests, byCustomer: byCustomer.requests };
}

async function naive(customers: number, way: Way): Promise<{ requests: number; records: Records }> {
  const snapshot = await changedFleet(customers);
  const { deps, engine, simulator, store } = await simulatedEngine({
    listen: true,
    snapshot,
    traffic: { file: null, keep: 0 },
  });
  const restore = trust(simulator.certificate);
  try {
    // What the portal knows is read before, as only ConnectWise's requests are compared.
    await pollAll(engine);
    const sides = await readFacts(deps, [...simulator.portal.customers.keys()].map(String));
    const setup = await readSetupTables(deps, Number.POSITIVE_INFINITY);
    if (!sides.ok) throw new Error(sides.failure.message);
    if (!setup.ok) throw new Error(setup.failure.message);
    const before = simulator.traffic.total;
    const input = { customers: sides.value, setup: setup.value, settings: deps.settings, now: deps.clock() };
    await syncStraightforwardly(publicClient(simulator.port), input, way);
    return { requests: simulator.traffic.total - before, records: recordsOf(simulator.connectWise) };
  } finally {
    restore();
    await simulator.stop();
    await store.close();
  }
}

/** Every host is this machine and the simulator's certificate its own authority, for the public client's requests in this process. */
function trust(certificate: string): () => void {
  const lookup: LookupFunction = (_host, { all }, answer) => {
    if (all) answer(null, [{ address: '127.0.0.1', family: 4 }]);
    else answer(null, '127.0.0.1', 4);
  };
  const before = { ca: globalAgent.options.ca, lookup: globalAgent.options.lookup };
  Object.assign(globalAgent.options, { ca: certificate, lookup });
  return () => {
    Object.assign(globalAgent.options, before);
    globalAgent.destroy();
  };
}
