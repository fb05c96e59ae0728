import { DAY, HOUR, MINUTE, SECOND } from '../../lib/shared/time.ts';
import type { Benchmark } from './benchmark.ts';
import { runnerFleet } from './runner/fleet.ts';
import { memoryOfRunner } from './runner/memory.ts';

/** `FLEET=2000` measures a smaller one. */
const CUSTOMERS = Number(process.env.FLEET ?? 20_000);
const PER_MINUTE = 600;
const WINDOW = 12 * HOUR;
const POLL = 10 * SECOND;
/** Real time: all customers are listed and some are synced. */
const MEMORY_SECONDS = 240;

/** Customers that are not synced within the throttle's window, of 20,000 that all report at once: budget 0. */
export const runnerFleet20000: Benchmark = {
  name: 'runner.fleet-20000',
  unit: 'count',
  async measure() {
    const memory = await memoryOfRunner(CUSTOMERS, MEMORY_SECONDS);
    const fleet = await runnerFleet({ runners: 3, customers: CUSTOMERS, perRequest: MINUTE / PER_MINUTE });
    const { simulator, requests } = fleet;
    try {
      await fleet.readHistory();
      // A day later every backup has run, and none runs by itself from then on.
      simulator.clock.advance(DAY);
      simulator.backups.tick();
      const reported = new Set<number>();
      for (const account of simulator.portal.accounts.values()) {
        delete account.schedule;
        if (account.kind === 'server') reported.add(account.customerId);
      }
      const began = simulator.clock.now();
      const before = requests.connectWise;
      while (simulator.clock.now() < began + WINDOW) {
        const at = simulator.clock.now();
        if ((await fleet.round()) === 0 && requests.connectWise > before) break;
        simulator.clock.advance(Math.max(0, at + POLL - simulator.clock.now()));
      }
      const hours = (simulator.clock.now() - began) / HOUR;
      const synced = new Set(
        simulator.connectWise.tables.managementSummaryReports
          .all()
          .filter(({ successfulBackupJobs }) => successfulBackupJobs !== undefined && successfulBackupJobs !== null)
          .map(({ groupIdentifier }) => Number(String(groupIdentifier).replace(/^\D+/, ''))),
      );
      const missing = [...reported].filter((id) => !synced.has(id));
      return {
        value: missing.length,
        n: reported.size,
        note: `all of them report a day's backups at the same moment; three runners on one PostgreSQL, ${PER_MINUTE} requests a minute in simulated time: done after ${hours.toFixed(1)} h with ${requests.connectWise - before} requests. A runner's process that begins the first sync of as many took at most ${memory} MB in ${MEMORY_SECONDS / 60} minutes`,
      };
    } finally {
      await fleet.stop();
    }
  },
};
