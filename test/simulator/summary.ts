import { TABLES } from './connectwise/state.ts';
import type { Simulator } from './server.ts';

/** What a user wants to know at a glance. Holds no key. */
export function summaryOf({
  clock,
  connectWise,
  portal,
  faults,
  traffic,
}: Pick<Simulator, 'clock' | 'connectWise' | 'portal' | 'faults' | 'traffic'>) {
  const rows = TABLES.map((name) => [name, connectWise.tables[name].all().length] as const);
  return {
    now: clock.iso(),
    connectWise: {
      companyId: connectWise.companyId,
      codebase: connectWise.codebase,
      version: connectWise.version,
      options: connectWise.options,
      rows: Object.fromEntries(rows.filter(([, count]) => count > 0)),
    },
    portal: {
      customers: portal.customers.size,
      accounts: portal.accounts.size,
      events: portal.events.length,
      newestEvent: portal.events.at(-1) ?? null,
    },
    faults: faults.list(),
    traffic: { exchanges: traffic.total, file: traffic.file ?? null },
  };
}
