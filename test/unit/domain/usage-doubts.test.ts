import { describe, expect, it } from 'vitest';
import { guardQuantity } from '../../../lib/domain/guard-rules.ts';
import { usageDoubts } from '../../../lib/domain/usage-doubts.ts';
import { ADDITION, account, NOW, SETTINGS } from '../../support/builders/domain-records.ts';

const unread = { path: 'accounts[2].onlineBytes', value: '-1', why: 'left out', usage: true as const };
const NAME = "Eddie's TV Repair";
const NAMES = { company: NAME };
const customer = { id: '342', name: NAME, active: true };
const facts = { customer, accounts: [account({})], skipped: [], source: 'efs-portal' as const };

describe('doubts about usage', () => {
  it('are none where everything was understood', () => {
    expect(usageDoubts(facts, SETTINGS, NAMES, NOW)).toEqual({});
    const health = { path: 'accounts[0].lastBackupAt', value: '"soon"', why: 'left out' };
    expect(usageDoubts({ ...facts, skipped: [health] }, SETTINGS, NAMES, NOW)).toEqual({});
  });

  it('hold every service when usage was left out, and name what', () => {
    const doubts = usageDoubts({ ...facts, skipped: [unread, unread] }, SETTINGS, NAMES, NOW);
    expect(Object.keys(doubts)).toHaveLength(12);
    expect(doubts['online-select']).toEqual({
      code: 'GUARD-INCOMPLETE',
      message:
        'The portal’s answer was not understood in full, so the usage may be higher: accounts[2].onlineBytes (-1) and 1 more.',
    });
  });

  it('hold counts of computers when one is neither server nor desktop', () => {
    const doubts = usageDoubts({ ...facts, accounts: [account({ kind: 'unknown' })] }, SETTINGS, NAMES, NOW);
    expect(doubts['online-servers']?.message).toContain('ETV-Primary (neither server nor desktop)');
    expect(doubts).not.toHaveProperty('online-select');
  });

  it('hold a service of which one account has no value', () => {
    const backedUp = { plan: 'Select', lastBackupAt: '2026-11-21T02:00:00Z' };
    const doubts = usageDoubts(
      { ...facts, accounts: [account({ onlineBytes: 5 }), account({ id: '2', ...backedUp }), account({ id: '3' })] },
      SETTINGS,
      NAMES,
      NOW,
    );
    expect(Object.keys(doubts)).toEqual(['online-select']);
    expect(doubts['online-select']?.message).toContain('ETV-Primary (no value)');
    const mail = account({ plan: 'Email Archiving', kind: 'mailboxes' });
    expect(Object.keys(usageDoubts({ ...facts, accounts: [mail] }, SETTINGS, NAMES, NOW))).toEqual(['email-archiving']);
    const localOnly = account({ ...backedUp, localBytes: 5, copies: [{ where: 'local' }] });
    expect(usageDoubts({ ...facts, accounts: [localOnly] }, SETTINGS, NAMES, NOW)).toEqual({});
  });

  it('hold the storage of x360Recover until a user chose its service or product', () => {
    const x360 = { ...facts, source: 'x360recover' as const };
    expect(usageDoubts(x360, SETTINGS, NAMES, NOW)).toEqual({
      'online-bdr': expect.objectContaining({ code: 'GUARD-SERVICE' }),
    });
    const products = { 'online-bdr': { id: 900, identifier: 'Cloud storage' } };
    expect(usageDoubts(x360, { ...SETTINGS, products }, NAMES, NOW)).toEqual({});
    expect(usageDoubts(x360, { ...SETTINGS, x360Storage: 'online-select' }, NAMES, NOW)).toEqual({});
  });

  it.each(['efs-portal', 'x360recover'] as const)(
    'hold all that %s measures for a customer of another name',
    (source) => {
      const doubts = usageDoubts({ ...facts, source }, SETTINGS, { company: 'Angry Fox' }, NOW);
      expect(Object.keys(doubts)).toHaveLength(12);
      expect(doubts['online-servers']).toEqual({
        code: 'GUARD-CUSTOMER',
        message:
          "The portal’s customer 342 is “Eddie's TV Repair”, this company is “Angry Fox”: make sure that the customer is this company’s.",
        customer: { id: '342', name: "Eddie's TV Repair", companyName: 'Angry Fox' },
      });
      // An approval of usage that may be too low is no approval of somebody else's.
      const partial = { ...facts, source, skipped: [unread] };
      const both = usageDoubts(partial, SETTINGS, { company: 'Angry Fox' }, NOW)['online-servers'];
      expect(both?.code).toBe('GUARD-INCOMPLETE');
      expect(both?.message).toMatch(/not understood in full.*make sure that the customer is this company’s/);
    },
  );

  it('are over once a user confirmed the link, until the customer is renamed', () => {
    const names = { company: 'Angry Fox', confirmed: 'Eddies TV Repair' };
    expect(usageDoubts(facts, SETTINGS, names, NOW)).toEqual({});
    const renamed = { ...facts, customer: { ...customer, name: 'Zenith Dental Clinic' } };
    expect(usageDoubts(renamed, SETTINGS, names, NOW)['online-servers']?.code).toBe('GUARD-CUSTOMER');
  });

  it('take precedence over every other guard', () => {
    const services = [{ id: 'online-bdr' as const, unit: 'GB' as const }];
    const doubts = usageDoubts({ ...facts, skipped: [unread] }, SETTINGS, NAMES, NOW);
    expect(guardQuantity({ addition: ADDITION, services, to: 0, doubts })?.code).toBe('GUARD-INCOMPLETE');
  });
});
