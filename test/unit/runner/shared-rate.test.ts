import { describe, expect, it } from 'vitest';
import { createSharedRate } from '../../../lib/runner/shared-rate.ts';
import { migrate } from '../../../lib/runner/store/migrations.ts';
import type { SqlDatabase } from '../../../lib/runner/store/sql.ts';
import { MINUTE, SECOND } from '../../../lib/shared/time.ts';
import { freshSchema, sharedPglite, sharedPostgres } from './store/shared-database.ts';

const DATABASES = [
  ['PGlite', await sharedPglite()],
  ['PostgreSQL', await sharedPostgres()],
] as const;

/** So many runners on one database and one clock; who waits moves it. */
async function runners(sql: SqlDatabase, count: number) {
  const schema = freshSchema();
  await migrate(sql, schema);
  const clock = { now: Date.parse('2026-11-21T12:00:00Z') };
  const wait = async (milliseconds: number) => {
    clock.now += milliseconds;
  };
  const make = () => createSharedRate({ sql, schema, site: 'na.example.com', clock: () => clock.now, wait });
  return { clock, all: Array.from({ length: count }, make) };
}

describe.each(DATABASES)('the rate on %s', (_name, sql) => {
  it('lets all runners together send no more than one may', async () => {
    const { clock, all } = await runners(sql, 3);
    const sentAt: number[] = [];
    const send = async () => void sentAt.push(clock.now);
    for (let round = 0; round < 120; round += 1) await Promise.all(all.map((rate) => rate.inTurn('background', send)));
    expect(sentAt).toHaveLength(360);
    const most = sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + MINUTE).length);
    expect(Math.max(...most)).toBeLessThanOrEqual(600);
    // A burst of 60 goes at once; the other 300 come at 9 a second.
    expect((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThan(33 * SECOND);
  });

  it('pauses all of them after one was refused', async () => {
    const { clock, all } = await runners(sql, 2);
    const [one, other] = all;
    const began = clock.now;
    await one?.inTurn('user', async () => one.slowDown(20));
    // What the first stored, the second finds.
    await one?.inTurn('user', async () => undefined);
    await other?.inTurn('user', async () => undefined);
    expect(clock.now - began).toBeGreaterThanOrEqual(20 * SECOND);
  });

  it('turns requests away in a pause that is longer than anybody would wait', async () => {
    const { all } = await runners(sql, 2);
    const [one, other] = all;
    await one?.inTurn('user', async () => one.slowDown(600));
    await one?.inTurn('user', async () => undefined);
    expect(await other?.inTurn('user', async () => 'sent')).toMatchObject({
      ok: false,
      failure: { code: 'too-many-requests' },
    });
  });
});
