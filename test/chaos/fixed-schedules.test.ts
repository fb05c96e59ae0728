import { describe, expect, it } from 'vitest';
import { perform } from './support/perform.ts';
import type { Act, Schedule } from './support/schedule.ts';

/** The first poll of one of two browsers meets a dropped connection, and its ticket is carried out after the client gave up. */
function lateTicket(...then: Act[]): Schedule {
  return {
    browsers: 2,
    whenClosedByUser: 'reopen',
    acts: [
      { do: 'fault', fault: { kind: 'dropped-before' }, after: 2 },
      { do: 'late-commit', method: 'POST', seconds: 90 },
      { do: 'backup', account: 356, result: 'warning' },
      { do: 'work', jobs: [{ browser: 1, what: 'poll', company: 101 }], order: 963227028 },
      ...then,
    ],
  };
}

const refused = (after: number): Act => ({ do: 'fault', fault: { kind: 'status', status: 400 }, after });

describe('schedules that once broke a promise', () => {
  it('CHAOS_SEED=478: a late ticket beside that of another browser is merged within the hour', async () => {
    const { violations, tickets } = await perform(lateTicket());
    expect(violations).toEqual([]);
    // Otherwise the schedule no longer makes what it is kept for.
    expect(tickets).toBe(2);
  });

  it.each([0, 2, 4, 6, 8, 10, 11, 12])('CHAOS_SEED=478, with a 400 after %i more exchanges', async (after) => {
    expect((await perform(lateTicket(refused(after)))).violations).toEqual([]);
  });
});
