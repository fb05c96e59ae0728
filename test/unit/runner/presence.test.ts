import { expect, it } from 'vitest';
import { enter } from '../../../lib/runner/presence.ts';
import { migrate } from '../../../lib/runner/store/migrations.ts';
import { freshSchema, sharedPglite } from './store/shared-database.ts';

const sql = await sharedPglite();

/** Runners of one database, each with a clock of its own that only a test moves. */
async function runners(...ids: string[]) {
  const schema = freshSchema();
  await migrate(sql, schema);
  const clock = { now: 0 };
  const make = (id: string) => enter({ sql, schema, id, name: id, randomId: () => 'made', elapsed: () => clock.now });
  const all = [];
  for (const id of ids) all.push(await make(id));
  return {
    all,
    clock,
    /** The database's clock says that this runner ended so long ago. */
    endedBefore: (id: string, seconds: number) =>
      sql.query(`UPDATE ${schema}.runners SET ended_at = now() - make_interval(secs => $2) WHERE id = $1`, [
        id,
        seconds,
      ]),
    /** The database's clock says that this runner's last beat was so long ago. */
    silent: (id: string, seconds: number) =>
      sql.query(`UPDATE ${schema}.runners SET beat_at = now() - make_interval(secs => $2) WHERE id = $1`, [
        id,
        seconds,
      ]),
  };
}

it('ends a runner that is silent for 12 seconds, and no other', async () => {
  const { all, silent } = await runners('aaaa', 'bbbb', 'cccc');
  const [a, b] = all;
  await silent('bbbb', 13);
  await silent('cccc', 8);
  expect(await a?.endDead()).toBe(1);
  expect(await a?.endDead()).toBe(0);
  const isEnded = await a?.ended();
  expect(['aaaa', 'bbbb', 'cccc', 'unknown', ''].filter((id) => isEnded?.(id))).toEqual(['bbbb']);
  expect(await a?.count()).toBe(2);
  // It comes back, and finds that its work is others' now.
  expect(await b?.beat()).toBe(false);
  expect(b?.isSilenced()).toBe(true);
});

it('knows for two minutes that one has ended, and may have stored something late', async () => {
  const { all, silent, endedBefore } = await runners('aaaa', 'bbbb');
  const [a] = all;
  expect(await a?.hasEndedLately()).toBe(false);
  await silent('bbbb', 13);
  expect(await a?.hasEndedLately()).toBe(false);
  await a?.endDead();
  expect(await a?.hasEndedLately()).toBe(true);
  await endedBefore('bbbb', 121);
  expect(await a?.hasEndedLately()).toBe(false);
});

it('sends nothing more while it cannot say that it is at work', async () => {
  const { all, clock } = await runners('aaaa');
  const [a] = all;
  clock.now = 9_000;
  expect(a?.isSilenced()).toBe(false);
  clock.now = 9_001;
  expect(a?.isSilenced()).toBe(true);
  expect(await a?.beat()).toBe(true);
  expect(a?.isSilenced()).toBe(false);
});

it('is gone at once when it leaves, and its ids name it', async () => {
  const { all } = await runners('aaaa', 'bbbb');
  const [a, b] = all;
  expect(a?.makeId()).toBe('aaaa.made');
  await a?.leave();
  expect((await b?.ended())?.('aaaa')).toBe(true);
  expect(await b?.count()).toBe(1);
});
