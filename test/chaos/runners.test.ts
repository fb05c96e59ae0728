import { afterAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../lib/runner/store/open-postgres.ts';
import { byDepth } from '../support/depth.ts';
import { startPostgres } from '../support/runner/postgres.ts';
import type { Places } from './support/perform.ts';
import { inPostgres } from './support/sql-stores.ts';
import { figures, firstSeed, trySchedules } from './support/try-schedules.ts';

const server = await startPostgres();
const postgres = openPostgres({ url: server.url });
afterAll(async () => {
  await postgres.database.close();
  await server.stop();
});

const stores = inPostgres(postgres.database);
/** How many schedules are tried; `RUNNER_SCHEDULES` sets another number. */
const count = (sample: number, all: number) => Number(process.env.RUNNER_SCHEDULES ?? byDepth(sample, all));

/** Every schedule kills workers at awaits, loses answers and sets clocks wrong; none may break a promise of the spec. */
async function kept(name: string, size: 'tiny' | 'small' | 'large', places: Places, schedules: number): Promise<void> {
  const tried = await trySchedules({ size, count: schedules, seed: firstSeed(), places });
  console.info(figures(name, tried));
  expect(tried.failures.join('\n\n')).toBe('');
  expect(tried).toMatchObject({ schedules, duplicates: 0, lostEvents: 0 });
}

describe('runners of one PostgreSQL keep every promise', () => {
  it('alone, two of them', () =>
    kept('two runners', 'tiny', { runners: { count: 2, stores }, least: 2 }, count(2, 12)));

  it('three of them, with a browser or several beside them', () =>
    kept('three runners and browsers', 'small', { runners: { count: 3, stores }, least: 4 }, count(2, 8)));

  it('two of them with five browsers and more', () =>
    kept('two runners and five browsers', 'large', { runners: { count: 2, stores }, least: 7 }, count(1, 3)));
});
