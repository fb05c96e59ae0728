import { z } from 'zod';
import type { SimulatorClock } from './clock.ts';
import type { ConnectWiseState, TableName } from './connectwise/state.ts';
import { TABLES } from './connectwise/state.ts';
import type { NewRow } from './connectwise/table.ts';
import type { PortalAccount, PortalCustomer, PortalEventRow, PortalKey, PortalState } from './portal/state.ts';

const apiKey = z.object({ publicKey: z.string(), privateKey: z.string(), memberId: z.number(), revoked: z.boolean() });

/** What `--state FILE` keeps: all data of the simulated services, and their time. */
const snapshot = z.object({
  version: z.literal(1),
  now: z.number(),
  connectWise: z.object({
    codebase: z.string(),
    version: z.string(),
    apiKeys: z.array(apiKey),
    tables: z.partialRecord(z.enum(TABLES), z.array(z.custom<NewRow>(isRow))),
  }),
  portal: z.object({
    customers: z.array(z.custom<PortalCustomer>(isRow)),
    accounts: z.array(z.custom<PortalAccount>(isRow)),
    events: z.array(z.custom<PortalEventRow>((value) => typeof value === 'object')),
    keys: z.array(z.custom<PortalKey>((value) => typeof value === 'object')),
  }),
});
export type Snapshot = z.infer<typeof snapshot>;

/** Throws where the text is no snapshot of this simulator. */
export function readSnapshot(text: string): Snapshot {
  return snapshot.parse(JSON.parse(text));
}

export function takeSnapshot(connectWise: ConnectWiseState, portal: PortalState, clock: SimulatorClock): Snapshot {
  const { codebase, version, apiKeys, tables } = connectWise;
  return structuredClone({
    version: 1 as const,
    now: clock.now(),
    connectWise: {
      codebase,
      version,
      apiKeys,
      tables: Object.fromEntries(TABLES.map((name) => [name, [...tables[name].all()]])) as Record<TableName, NewRow[]>,
    },
    portal: {
      customers: portal.allCustomers(),
      accounts: [...portal.accounts.values()],
      events: portal.events,
      keys: portal.keys,
    },
  });
}

/** Fills empty states. The clock moves to the time of the snapshot, where that lies ahead. */
export function loadSnapshot(
  from: Snapshot,
  { connectWise, portal, clock }: { connectWise: ConnectWiseState; portal: PortalState; clock: SimulatorClock },
): void {
  const { now, connectWise: cw, portal: kept } = structuredClone(from);
  clock.advance(Math.max(0, now - clock.now()));
  Object.assign(connectWise, { codebase: cw.codebase, version: cw.version, apiKeys: cw.apiKeys });
  for (const name of TABLES) {
    for (const row of cw.tables[name] ?? []) connectWise.tables[name].insert(row, { identifier: 'snapshot' });
  }
  for (const customer of kept.customers) portal.addCustomer(customer);
  for (const account of kept.accounts) portal.addAccount(account);
  for (const event of kept.events) portal.events.push(event);
  portal.keys = kept.keys;
}

function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number';
}
