import { DAY, MINUTE } from '../../lib/shared/time.ts';
import type { Benchmark } from './benchmark.ts';
import { runnerFleet } from './runner/fleet.ts';

const CUSTOMERS = 60;
const RUNNERS = 3;

/** ConnectWise requests of three runners ÷ of one over a simulated day: budget 1.05. */
export const runnerRequests: Benchmark = {
  name: 'runner.requests',
  unit: 'ratio',
  async measure() {
    const one = await requestsOfADay(1);
    const all = await requestsOfADay(RUNNERS);
    return {
      value: Math.round((all / one) * 1000) / 1000,
      n: CUSTOMERS,
      note: `${CUSTOMERS} customers whose backups run by their schedules, a day of polls every minute: ${all} requests of ${RUNNERS} runners on one PostgreSQL, ${one} of one`,
    };
  },
};

async function requestsOfADay(runners: number): Promise<number> {
  const fleet = await runnerFleet({ runners, customers: CUSTOMERS });
  try {
    await fleet.round();
    for (let minute = 0; minute < DAY / MINUTE; minute += 1) {
      fleet.simulator.clock.advance(MINUTE);
      await fleet.round();
    }
    return fleet.requests.connectWise;
  } finally {
    await fleet.stop();
  }
}
