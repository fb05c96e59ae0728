import { describe, expect, it } from 'vitest';
import { type LocatedEntry, needsUser } from '../../../lib/background/needs-user.ts';
import type { Run } from '../../../lib/domain/change.ts';

const run = (more: Partial<Run>): Run => ({
  id: 'r',
  companyId: 2,
  companyName: 'Eddie’s TV',
  efsIds: ['EFS-342'],
  cause: { kind: 'user' },
  startedAt: '2026-11-21T10:00:00.000Z',
  state: 'done',
  progress: { step: '', done: 1, total: 1 },
  outcomes: [],
  counts: { applied: 1, failed: 0, conflict: 0, held: 0, unknown: 0 },
  ...more,
});

const SYNC = 'sync:342';
const TICKET = 'ticket:342:ETV-Primary:backup-failed';
const NO_RIGHT = {
  code: 'missing-right' as const,
  message: 'The right "Finance › Agreements" is missing.',
  nextStep: 'Give it.',
};
const SAID = 'Customer 342: The right "Finance › Agreements" is missing. Give it.';

const located = (more: Partial<LocatedEntry['entry']> = {}): LocatedEntry => ({
  entry: { key: SYNC, customerId: '342', newestEventAt: '2026-11-21T09:00:30.000Z', failure: NO_RIGHT, ...more },
  customerName: undefined,
  companyId: 2,
});

describe('what needs a user', () => {
  it('is nothing when all runs succeeded', () => {
    expect(needsUser([run({}), run({ state: 'running' })], [])).toEqual([]);
  });

  it.each([
    [{ state: 'interrupted' as const }, 'cut off'],
    [
      {
        state: 'failed' as const,
        failure: { code: 'unauthorized' as const, message: 'Wrong keys.', nextStep: 'Enter them.' },
      },
      'Wrong keys.',
    ],
    [{ counts: { applied: 0, failed: 2, conflict: 0, held: 0, unknown: 0 } }, '2 changes could not be written'],
    [
      { counts: { applied: 0, failed: 0, conflict: 1, held: 0, unknown: 0 } },
      'the record was changed after it was read',
    ],
    [{ counts: { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 1 } }, 'not known'],
  ])('is a run that ended with %o', (more, words) => {
    const [first] = needsUser([run(more)], []);
    expect(first?.what).toContain(words);
    expect(first?.companyId).toBe(2);
  });

  it.each(['event', 'ticket', 'reprocess'] as const)(
    'is no run of an event (%s) that is repeated automatically',
    (kind) => {
      const cause = { kind, ref: '342' };
      const failed = (code: 'unreachable' | 'unauthorized') =>
        run({ cause, state: 'failed', failure: { code, message: 'm', nextStep: 'n' } });
      expect(needsUser([run({ cause, state: 'interrupted' })], [])).toEqual([]);
      expect(needsUser([failed('unreachable')], [])).toEqual([]);
      expect(needsUser([failed('unauthorized')], [])).toHaveLength(1);
    },
  );

  it('is a wrong date of this computer, said once for all companies', () => {
    const failure = { code: 'wrong-day' as const, message: 'It is another day.', nextStep: 'Set the clock.' };
    const failed = (companyId: number) =>
      run({
        companyId,
        cause: { kind: 'event', ref: '342' },
        state: 'failed',
        failure,
        finishedAt: '2026-11-21T10:00:01.000Z',
      });
    expect(needsUser([failed(2), failed(3)], [])).toEqual([
      { at: '2026-11-21T10:00:01.000Z', what: 'It is another day. Set the clock.', place: 'event-log' },
    ]);
    const later = (companyId: number) => run({ companyId, startedAt: '2026-11-21T11:00:00.000Z' });
    expect(needsUser([failed(2), failed(3), later(2), later(3)], [])).toEqual([]);
  });

  it('drops a failed run once a later one of the company succeeded, in any order', () => {
    const failed = run({ state: 'failed' });
    const later = run({ startedAt: '2026-11-21T11:00:00.000Z' });
    expect(needsUser([failed, later], [])).toEqual([]);
    expect(needsUser([later, failed], [])).toEqual([]);
    expect(needsUser([failed, { ...later, companyId: 3 }], [])).toHaveLength(1);
  });

  it('is work that waits in the outbox, unless a later run of its company reports it', () => {
    expect(needsUser([], [located()])).toEqual([
      { at: '2026-11-21T09:00:30.000Z', what: SAID, companyId: 2, place: 'connections' },
    ]);
    expect(needsUser([run({})], [located()])).toEqual([]);
    expect(needsUser([run({ startedAt: '2026-11-21T08:00:00.000Z' })], [located()])).toHaveLength(1);
    expect(needsUser([run({})], [{ ...located(), companyId: undefined }])).toHaveLength(1);
    const reported = needsUser([run({ state: 'failed' })], [located()]);
    expect(reported.map(({ what }) => what)).toEqual(['Eddie’s TV: The sync failed.']);
  });

  it.each([{ state: 'cancelled' as const }, { state: 'interrupted' as const, cause: { kind: 'event' as const } }])(
    'is still that work after a later run that neither reported nor ended it: %o',
    (more) => {
      expect(needsUser([run(more)], [located()])).toMatchObject([{ what: SAID }]);
    },
  );

  it('names the customer, and the next step where no failure is known', () => {
    const named = { ...located({ failure: undefined }), customerName: 'Northwind' };
    expect(needsUser([], [named])).toMatchObject([
      { what: 'Northwind: Reprocess its event under Options › Event log.' },
    ]);
  });

  it.each([
    ['the connections, for a missing right', NO_RIGHT, 2, 'connections'],
    ['its company', { ...NO_RIGHT, code: 'conflict' as const }, 2, 'companies/2'],
    ['the event log, without a company', { ...NO_RIGHT, code: 'conflict' as const }, undefined, 'event-log'],
    [
      'the links, for one that is missing',
      { ...NO_RIGHT, code: 'not-linked' as const },
      undefined,
      'companies/links/A%26B%20Ltd',
    ],
  ])('leads to %s', (_, failure, companyId, place) => {
    const entry = { ...located({ failure }), customerName: 'A&B Ltd', companyId };
    expect(needsUser([], [entry])).toMatchObject([{ place }]);
  });

  it('separates tickets and syncs: neither hides a failure of the other', () => {
    const ticket = located({ key: TICKET });
    expect(needsUser([run({})], [ticket])).toMatchObject([{ what: SAID }]);
    const written = (ref: string) => run({ cause: { kind: 'ticket', ref } });
    expect(needsUser([written('342:ETV-Primary:backup-failed')], [ticket])).toEqual([]);
    expect(needsUser([written('342:ETV-Other:backup-failed')], [ticket])).toMatchObject([{ what: SAID }]);
    const failedSync = run({ state: 'failed', startedAt: '2026-11-21T08:00:00.000Z' });
    expect(needsUser([failedSync, written('342:ETV-Primary:backup-failed')], [])).toHaveLength(1);
  });

  it('has a name on every line: that of another run of the company, else its number', () => {
    const failed = run({ state: 'failed', companyName: '' });
    expect(needsUser([failed], [])).toMatchObject([{ what: 'Company 2: The sync failed.' }]);
    const before = run({ startedAt: '2026-11-21T01:00:00.000Z' });
    expect(needsUser([failed, before], [])).toMatchObject([{ what: 'Eddie’s TV: The sync failed.' }]);
  });

  it('excludes an outage that the same screen already shows', () => {
    const failure = { code: 'unreachable' as const, message: 'No answer.', nextStep: 'Wait.' };
    const failed = run({ state: 'failed', failure });
    const entry = located({ failure });
    expect(needsUser([failed], [entry], ({ message }) => message === 'No answer.')).toEqual([]);
    expect(needsUser([failed], [], () => false)).toHaveLength(1);
  });

  it('lists the same item once', () => {
    const other = located({ key: `${TICKET}-2`, newestEventAt: '2026-11-21T09:30:00.000Z' });
    expect(needsUser([], [located({ key: TICKET }), other])).toMatchObject([{ at: '2026-11-21T09:30:00.000Z' }]);
  });

  it('excludes a run that a user cancelled, but includes what it left unclear', () => {
    const undone = { applied: 1, failed: 0, conflict: 0, held: 4, unknown: 0 };
    expect(needsUser([run({ state: 'cancelled', counts: undone })], [])).toEqual([]);
    const counts = { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 1 };
    expect(needsUser([run({ state: 'cancelled', counts })], [])).toHaveLength(1);
  });

  it('lists the newest first', () => {
    const other = { ...located({ customerId: '355' }), companyId: 5 };
    const list = needsUser([run({ state: 'failed' })], [other]);
    expect(list.map(({ companyId }) => companyId)).toEqual([2, 5]);
  });
});
