import { describe, expect, it } from 'vitest';
import { SEED } from '../simulator/connectwise/seed.ts';
import { inWords } from './support/invariants/index.ts';
import { type Performed, perform } from './support/perform.ts';
import type { Act } from './support/schedule.ts';

const COMPANY = SEED.companies.eddiesTvRepair;
const ACCOUNT = 356;
const FAILED: Act = { do: 'backup', account: ACCOUNT, result: 'failed' };
const GROWN: Act = { do: 'grow', account: ACCOUNT, gigabytes: 4 };
const job = (what: 'poll' | 'bulk-sync'): Act => ({
  do: 'work',
  jobs: [{ browser: 0, what, company: COMPANY }],
  order: 1,
});
const POLL = job('poll');
const DUPLICATE: Act = { do: 'duplicate-company', company: COMPANY };
const DELETE: Act = { do: 'delete-company', nth: 0 };
const pass = (minutes: number): Act => ({ do: 'pass', minutes });

/** One browser; no promise may be broken. */
async function kept(...acts: Act[]): Promise<Performed> {
  const done = await perform({ browsers: 1, whenClosedByUser: 'reopen', acts });
  expect(inWords(done.violations)).toBe('');
  return done;
}

/** What random schedules meet by chance, here one by one: the other side is late, half there, unreadable or older. */
describe('one failed backup leads to one ticket, and all data is up to date afterwards', () => {
  it.each([20, 40, 90, 180, 300])(
    'when its ticket is created %i seconds after the client timed out',
    async (seconds) => {
      const late: Act = { do: 'late-commit', method: 'POST', seconds };
      const { tickets } = await kept(FAILED, late, POLL, pass(1), POLL, pass(1), POLL, pass(5), POLL);
      expect(tickets).toBe(1);
    },
  );

  it.each(['connectwise', 'portals'] as const)('when every path of %s answers 404', async (site) => {
    const outage: Act = { do: 'outage', site, minutes: 8 };
    const done = await kept(outage, FAILED, GROWN, POLL, pass(1), POLL, pass(5), POLL, pass(31), POLL);
    expect(done).toMatchObject({ tickets: 1, neededUser: [] });
  });

  it.each(['ticket', 'agreement', 'managed-id', 'configuration'] as const)(
    'when a neighboring %s cannot be read',
    async (what) => {
      const unreadable: Act = { do: 'unreadable', what, company: COMPANY };
      const { tickets } = await kept(unreadable, FAILED, POLL, pass(721), GROWN, POLL, { do: 'fix' }, pass(31), POLL);
      expect(tickets).toBe(1);
    },
  );

  it.each([2, 5])('when ConnectWise returns %i rows a page', async (rows) => {
    expect((await kept({ do: 'page-cap', rows }, FAILED, GROWN, POLL, pass(31), POLL)).tickets).toBe(1);
  });

  it.each(['2018.6', '2023.2', '2026.1'])('when ConnectWise runs release %s', async (release) => {
    expect((await kept({ do: 'release', release }, FAILED, GROWN, POLL, pass(31), POLL)).tickets).toBe(1);
  });

  it('when a second company had the same entries until it was deleted', async () => {
    await kept(DUPLICATE, job('bulk-sync'), DELETE, job('bulk-sync'));
    const done = await kept(DUPLICATE, FAILED, GROWN, POLL, job('bulk-sync'), DELETE, pass(31), POLL, job('bulk-sync'));
    expect(done.tickets).toBe(1);
  });
});
