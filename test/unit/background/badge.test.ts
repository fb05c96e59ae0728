import { describe, expect, it } from 'vitest';
import { badgeText } from '../../../lib/background/badge.ts';
import type { StatusView } from '../../../lib/messages/protocol.ts';

describe('badge', () => {
  const status = (more: Partial<StatusView>): StatusView => ({
    connectWise: { state: 'ok' },
    portal: { state: 'ok' },
    poll: { lastPollAt: null, nextPollAt: null, newEvents: 0 },
    needsUser: [],
    approvals: 0,
    ...more,
  });
  const waiting = (number: number) => Array.from({ length: number }, () => ({ at: '', what: '', place: 'journal' }));

  it.each([
    ['', status({})],
    ['', status({ connectWise: { state: 'not-connected' } })],
    ['3', status({ needsUser: waiting(3) })],
    ['5', status({ needsUser: waiting(3), approvals: 2 })],
    ['99+', status({ approvals: 1_400 })],
    ['99+', status({ needsUser: waiting(100) })],
    ['!', status({ portal: { state: 'failed' }, needsUser: waiting(3) })],
    [
      '!',
      status({ portal: { state: 'not-connected', failure: { code: 'not-connected', message: '', nextStep: '' } } }),
    ],
  ])('is %j', (text, of) => {
    expect(badgeText(of)).toBe(text);
  });
});
