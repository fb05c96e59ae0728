import { afterAll, describe, expect, it } from 'vitest';
import { openPglite } from '../../lib/runner/store/open-pglite.ts';
import { openPostgres } from '../../lib/runner/store/open-postgres.ts';
import { byDepth } from '../support/depth.ts';
import { startPostgres } from '../support/runner/postgres.ts';
import { perform } from './support/perform.ts';
import { inPostgres } from './support/sql-stores.ts';
import { type Chapter, chapters } from './support/story.ts';
import { killAtPoints } from './support/try-kills.ts';
import { loseAnswers } from './support/try-lost-answers.ts';
import { firstSeed, scheduleOf } from './support/try-schedules.ts';

/** One of so many is tried: the extension's own suites try all of them, and the engine is the same. */
const EVERY_POINT = byDepth(400, 200);
const EVERY_ANSWER = byDepth(300, 150);
/** `RUNNER_SCHEDULES=500` compares so many, from the seed of `CHAOS_SEED` on. */
const SCHEDULES = Number(process.env.RUNNER_SCHEDULES ?? byDepth(1, 6));

const pglite = await openPglite();
const server = await startPostgres();
const postgres = openPostgres({ url: server.url });
afterAll(async () => {
  await postgres.database.close();
  await server.stop();
  await pglite.database.close();
});

const DATABASES = [
  ['PGlite', inPostgres(pglite.database)],
  ['PostgreSQL', inPostgres(postgres.database)],
] as const;

/** Steps of the story that are tried at sample depth: a ticket is made, and closed. */
const FEW = ['a backup fails, another finishes', 'the backups recover'];

describe.each(DATABASES)('on %s nothing is lost or duplicated', (name, stores) => {
  const held: { chapters?: Promise<Chapter[]> } = {};
  const tried = async () => {
    held.chapters ??= chapters(stores);
    return (await held.chapters).filter(({ step }) => byDepth(FEW.includes(step.name), true));
  };

  it('when the worker is killed at an await', async () => {
    const counts = { points: 0, tried: 0 };
    for (const chapter of await tried()) {
      const killed = await killAtPoints(chapter, (points) => points.filter((at) => at % EVERY_POINT === 7));
      counts.points += killed.points;
      counts.tried += killed.tried;
      expect(killed.failures.slice(0, 3).join('\n\n')).toBe('');
    }
    expect(counts.tried).toBeGreaterThan(2);
    console.info(`chaos kill-points on ${name}: ${counts.tried} of ${counts.points} tried, 0 failed`);
  });

  it('when an answer is lost, refused or garbled', async () => {
    const seen = new Set<string>();
    let count = 0;
    for (const chapter of await tried()) {
      const lost = await loseAnswers(chapter, seen, (tries) => tries.filter((_, at) => at % EVERY_ANSWER === 5));
      count += Object.values(lost.tried).reduce((sum, one) => sum + one, 0);
      expect(lost.failures.slice(0, 3).join('\n\n')).toBe('');
    }
    expect(count).toBeGreaterThan(2);
    console.info(`chaos lost answers on ${name}: ${count} tried, 0 failed`);
  });
});

it(
  `leaves the same in ConnectWise after ${SCHEDULES} random schedules, wherever the data are`,
  async () => {
    const first = firstSeed();
    for (let seed = first; seed < first + SCHEDULES; seed += 1) {
      const schedule = scheduleOf('tiny', seed);
      const inIndexedDb = await perform(schedule);
      for (const [name, stores] of DATABASES) {
        const { left, violations } = await perform(schedule, undefined, { stores });
        const expected = { name, seed, violations: [], left: inIndexedDb.left.map(withoutMoments) };
        expect({ name, seed, violations, left: left.map(withoutMoments) }).toEqual(expected);
        await stores.drop();
      }
    }
  },
  6 * 3_600_000,
);

/** Pieces of work that go on side by side take turns, so an event may be reported some requests, 20 ms each, earlier or later. */
function withoutMoments(line: string): string {
  return line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(moment)');
}
