import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../../lib/domain/change.ts';
import { HOUR, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import {
  afterLook,
  beforeLook,
  isLookDue,
  isWindowOver,
  nextLookAt,
  unclearCreateOf,
  unclearSince,
} from '../../../../lib/sync/apply/unclear.ts';
import { NOW } from '../../../support/builders/sync-records.ts';

describe('an unclear create', () => {
  it('is searched at 5 s, 30 s, 2, 5 and 10 min, then for duplicates at 15 and 30 min', () => {
    const looks: number[] = [];
    for (let next: ReturnType<typeof afterLook> = unclearSince(NOW); next; next = afterLook(next, next.lookAt)) {
      looks.push((next.lookAt - NOW) / SECOND);
    }
    expect(looks).toEqual([5, 30, 120, 300, 600, 900, 1800]);
  });

  it('that was not searched in time is searched once instead of at every step that was missed', () => {
    expect(afterLook(unclearSince(NOW), NOW + 4 * MINUTE)).toEqual({ since: NOW, lookAt: NOW + 5 * MINUTE });
    expect(afterLook(unclearSince(NOW), NOW + 3 * HOUR)).toBeUndefined();
  });

  it('may be written again after 10 minutes, not before', () => {
    expect(isWindowOver(unclearSince(NOW), NOW + 10 * MINUTE - 1)).toBe(false);
    expect(isWindowOver(unclearSince(NOW), NOW + 10 * MINUTE)).toBe(true);
  });

  it('whose search is overdue is searched by the next drain, half a minute later at most', () => {
    const unclear = unclearSince(NOW);
    expect(nextLookAt(unclear, NOW)).toBe(NOW + 5 * SECOND);
    expect(nextLookAt(unclear, NOW + 5 * SECOND)).toBe(NOW + 35 * SECOND);
  });

  it('is searched at once after the clock was set back, and its schedule begins again', () => {
    const unclear = unclearSince(NOW);
    expect(isLookDue(unclear, NOW)).toBe(false);
    expect(isLookDue(unclear, NOW - 24 * HOUR)).toBe(true);
    const now = NOW - 24 * HOUR;
    expect(afterLook(beforeLook(unclear, now), now)).toEqual({ since: now, lookAt: now + 5 * SECOND });
  });

  it('whose search is overdue by more than an hour may be looked at by a clock set ahead: its schedule begins again', () => {
    const unclear = unclearSince(NOW);
    expect(beforeLook(unclear, unclear.lookAt + HOUR)).toEqual(unclear);
    const now = NOW + 365 * 24 * HOUR;
    expect(isWindowOver(beforeLook(unclear, now), now)).toBe(false);
    expect(afterLook(beforeLook(unclear, now), now)).toEqual({ since: now, lookAt: now + 5 * SECOND });
  });
});

describe('another create of the same record', () => {
  const create = (text: string, ticketId = 5) => ({
    id: text,
    part: 'ticket' as const,
    resource: 'ticket-note' as const,
    op: 'create' as const,
    ref: { companyId: 250, ticketId },
    label: 'Note',
    fields: [{ field: 'text', from: null, to: text }],
    reason: 'Test.',
  });
  const entry = (state: JournalEntry['state']) => ({ state, change: create('a') }) as JournalEntry;

  it.each(['intended', 'unknown'] as const)('has to wait while the first one is %s', (state) => {
    expect(unclearCreateOf(create('a'), [entry(state)])).toBeDefined();
  });

  it.each(['applied', 'failed'] as const)('need not wait once the first one is %s', (state) => {
    expect(unclearCreateOf(create('a'), [entry(state)])).toBeUndefined();
  });

  it('need not wait for one with another text or at another ticket', () => {
    expect(unclearCreateOf(create('b'), [entry('unknown')])).toBeUndefined();
    expect(unclearCreateOf(create('a', 6), [entry('unknown')])).toBeUndefined();
  });
});
