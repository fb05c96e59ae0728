import { expect, it } from 'vitest';
import { byDepth } from '../support/depth.ts';
import { soak } from './support/soak.ts';
import { firstSeed } from './support/try-schedules.ts';

const POLLS = Number(process.env.SOAK_POLLS ?? byDepth(100, 2_000));
const MEGABYTE = 1_000_000;
/** A worker that keeps 2 kB of each poll takes up more than this between the first rest and the last one. */
const MOST_MORE = 2 * MEGABYTE;

it('polls on and on through faults: nothing is lost, doubled or left, and nothing piles up', async () => {
  const { faults, events, tickets, broken, outbox, early, end } = await soak(POLLS, firstSeed());
  console.info(
    `soak: polls ${POLLS}, faults ${faults}, events ${events}, tickets ${tickets}, ` +
      `worker ${early.worker} then ${end.worker} bytes, rows ${JSON.stringify(early.rows)} then ${JSON.stringify(end.rows)}`,
  );
  expect(faults).toBeGreaterThan(POLLS / 4);
  expect(broken).toEqual([]);
  expect(outbox).toEqual([]);
  expect(early.rows.outbox).toBe(0);
  expect(end.worker).toBeLessThan(early.worker + MOST_MORE);
  // Time passes by chance, so that one half may hold more than the other; what is never deleted would be four times as much.
  for (const store of ['events', 'runs', 'journal'])
    expect([store, grownBy(store)]).toEqual([store, expect.toSatisfy(isLittle)]);
  for (const store of ['cache', 'incidents', 'plans', 'usage', 'logs', 'links', 'cursors'])
    expect([store, end.rows[store]]).toEqual([store, expect.toSatisfy((rows: number) => rows <= MOST_ROWS)]);

  function grownBy(store: string): number {
    return (end.rows[store] ?? 0) / (early.rows[store] ?? 1);
  }
});

/** Of three companies and four accounts: what is kept once for each of them, their kinds of incident and the last 14 months. */
const MOST_ROWS = 80;
const isLittle = (times: number) => times < 2.5;
