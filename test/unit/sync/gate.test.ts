import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../lib/shared/time.ts';
import { gate } from '../../../lib/sync/gate.ts';

const NOON = Date.parse('2026-11-21T12:00:00.000Z');

describe('the gate', () => {
  it('is open before the first push', () => {
    expect(gate([], NOON)).toEqual({ open: true });
    expect(gate([undefined], NOON)).toEqual({ open: true });
  });

  it('is closed for twelve hours, and says until when', () => {
    expect(gate([NOON], NOON + 12 * HOUR - 1)).toEqual({
      open: false,
      opensAt: '2026-11-22T00:00:00.000Z',
      sentence:
        'Skipping ConnectWise synchronization (only updating every 12 hours). The next one may start at 2026-11-22 00:00 UTC.',
    });
    expect(gate([NOON], NOON + 12 * HOUR)).toEqual({ open: true });
  });

  it('counts from the newest push that is known', () => {
    expect(gate([NOON - 20 * HOUR, NOON - HOUR, undefined], NOON).open).toBe(false);
  });

  it('does not stay closed for longer because a clock was set back', () => {
    expect(gate([NOON + HOUR / 2], NOON).opensAt).toBe('2026-11-22T00:00:00.000Z');
    expect(gate([NOON + 1000 * HOUR], NOON)).toEqual({ open: true });
    expect(gate([NOON + 1000 * HOUR, NOON - HOUR], NOON).opensAt).toBe('2026-11-21T23:00:00.000Z');
  });
});
