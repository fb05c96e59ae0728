import { describe, expect, it } from 'vitest';
import { withCause } from '../../../lib/domain/cause-of-failure.ts';
import { account } from '../../support/builders/domain-records.ts';
import { ended, incident } from '../../support/builders/ticket-facts.ts';

const failing = account({ id: '356', lastStatus: 'error' });

describe('the cause of a failure', () => {
  it('is the first sentence of the event’s details', () => {
    const lost = incident({}, { details: 'The connection was lost. Stopped after 12 minutes.\nLine 2' });
    expect(withCause(failing, [lost]).statusReason).toBe('The connection was lost');
    expect(withCause(failing, [incident({}, { details: 'Error 5\nat line 1.' })]).statusReason).toBe('Error 5');
  });

  it('is the part of the message after a colon where there are no details', () => {
    const message = 'Backup of ETV-Primary failed: disk is full.';
    expect(withCause(failing, [incident({}, { details: '', message })]).statusReason).toBe('disk is full');
    const health = incident({ kind: 'service-status' }, { details: '', message: 'ETV-Primary: backups are failing.' });
    expect(withCause(failing, [health])).toBe(failing);
  });

  it('is cut where a portal sends a whole log on one line', () => {
    const reason = withCause(failing, [incident({}, { details: 'x'.repeat(5_000) })]).statusReason ?? '';
    expect([reason.length, reason.endsWith('…')]).toEqual([120, true]);
  });

  it('is of the newest ongoing incident of this account, and never replaces the portal’s own reason', () => {
    const older = incident({}, { details: 'Old.', at: '2026-11-19T12:00:00.000Z' });
    expect(withCause(failing, [older, incident({}, { details: 'New.' })]).statusReason).toBe('New');
    expect(withCause(failing, [ended()])).toBe(failing);
    expect(withCause(failing, [incident({ accountId: '1' })])).toBe(failing);
    expect(withCause(failing, [incident({}, { details: '' })])).toBe(failing);
    const own = { ...failing, statusReason: 'APPLIANCE_OFFLINE' };
    expect(withCause(own, [incident({}, { details: '' })])).toBe(own);
  });

  it('is the last error beside a reason that is a code, and never replaces the portal’s own', () => {
    const coded = { ...failing, statusReason: 'APPLIANCE_OFFLINE' };
    const seen = incident({}, { details: 'No route to host 10.0.0.5.', at: '2026-11-20T12:00:00.000Z' });
    const lastError = { text: 'No route to host 10.0.0.5.', at: '2026-11-20T12:00:00.000Z' };
    expect(withCause(coded, [seen])).toEqual({ ...coded, lastError });
    const own = { ...failing, lastError: { text: 'The disk is full.' } };
    expect(withCause(own, [seen])).toBe(own);
  });
});
