import { expect, it } from 'vitest';
import { DAY, MINUTE } from '../../lib/shared/time.ts';
import { byDepth } from '../support/depth.ts';
import { browsers } from '../unit/sync/support/browsers.ts';

/** What a day of 25 browsers over 200 customers costs takes minutes to play: `CHAOS_BROWSERS=25 CHAOS_CUSTOMERS=200`. */
const BROWSERS = Number(process.env.CHAOS_BROWSERS ?? byDepth(3, 8));
const CUSTOMERS = Number(process.env.CHAOS_CUSTOMERS ?? byDepth(8, 40));

/** ConnectWise requests of so many browsers over a simulated day. */
async function requestsOfADay(count: number): Promise<number> {
  const on = await browsers(count, { customers: CUSTOMERS });
  await on.pass(DAY, MINUTE);
  return on.requests();
}

it('stays under 1.3 times the requests of one browser over a day (sync.md#several-browsers)', async () => {
  const one = await requestsOfADay(1);
  const all = await requestsOfADay(BROWSERS);
  const ratio = all / one;
  console.info(
    `${BROWSERS} browsers, ${CUSTOMERS} customers, a day: ${all} requests, one: ${one}, ratio ${ratio.toFixed(3)}`,
  );
  expect(one).toBeGreaterThan(5 * CUSTOMERS);
  expect(ratio).toBeLessThan(1.3);
}, 1_800_000);
