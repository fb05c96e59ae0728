import { describe, expect, it } from 'vitest';
import { isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import { waitOf } from '../../../../lib/sync/pacing/event-waits.ts';
import type { OutboxEntry } from '../../../../lib/sync/store.ts';

const NOW = Date.parse('2026-11-21T15:00:00Z');
const failure = { code: 'timeout' as const, message: 'No answer.', nextStep: 'x' };
const refused = { code: 'unauthorized' as const, message: 'Wrong keys.', nextStep: 'x' };
const HALT = { failure: refused, until: NOW + 30 * MINUTE };

const entry = (part: Partial<OutboxEntry>): OutboxEntry => ({
  tenant: 'na.myconnectwise.net/acme',
  portal: 'efs-portal',
  key: 'sync:342',
  kind: 'sync',
  customerId: '342',
  state: 'pending',
  enqueuedAt: isoTime(NOW),
  newestEventAt: isoTime(NOW),
  newestSequence: 1,
  attempts: 0,
  dueAt: NOW,
  ...part,
});

describe('why an event waits', () => {
  it('is the failure of its work, and the time of the next attempt', () => {
    const dueAt = NOW + MINUTE;
    expect(waitOf([entry({ state: 'waiting', failure, dueAt })], undefined, NOW)).toEqual({
      waitsBecause: failure,
      nextAttemptAt: isoTime(dueAt),
    });
  });

  it('is the 12 hours between automatic syncs: the end of them, and no failure', () => {
    const dueAt = NOW + 60 * MINUTE;
    expect(waitOf([entry({ state: 'waiting', dueAt })], undefined, NOW)).toEqual({ nextAttemptAt: isoTime(dueAt) });
  });

  it('is what stopped all automatic work, but not for manual work', () => {
    expect(waitOf([entry({})], HALT, NOW)).toEqual({ waitsBecause: refused, nextAttemptAt: isoTime(HALT.until) });
    expect(waitOf([entry({ manual: true })], HALT, NOW)).toEqual({});
    expect(waitOf([entry({})], { ...HALT, until: NOW }, NOW)).toEqual({});
  });

  it('is nothing while it is processed, or waits for its turn', () => {
    expect(waitOf([entry({ state: 'leased', failure, dueAt: NOW + MINUTE })], undefined, NOW)).toEqual({});
    expect(waitOf([entry({})], undefined, NOW)).toEqual({});
    expect(waitOf([], HALT, NOW)).toEqual({});
  });

  it('is the failing one of several works', () => {
    const sync = entry({ state: 'waiting', dueAt: NOW + 60 * MINUTE });
    const ticket = entry({
      key: 'ticket:x',
      kind: 'ticket',
      state: 'needs-user',
      failure,
      dueAt: Number.POSITIVE_INFINITY,
    });
    expect(waitOf([sync, ticket], undefined, NOW)).toEqual({ waitsBecause: failure });
  });
});
