import { describe, expect, it } from 'vitest';
import { guardQuantity } from '../../../lib/domain/guards.ts';
import { usageDoubts } from '../../../lib/domain/usage-doubts.ts';
import { ADDITION, account, SETTINGS } from './samples.ts';

const unread = { path: 'accounts[2].onlineBytes', value: '-1', why: 'left out', usage: true as const };
const NAME = "Eddie's TV Repair";
const customer = { id: '342', name: NAME, active: true };
const facts = { customer, accounts: [account({})], skipped: [], source: 'efs-portal' as const };

describe('doubts about usage', () => {
  it('are none where everything was understood', () => {
    expect(usageDoubts(facts, SETTINGS, NAME)).toEqual({});
    const health = { path: 'accounts[0].lastBackupAt', value: '"soon"', why: 'left out' };
    expect(usageDoubts({ ...facts, skipped: [health] }, SETTINGS, NAME)).toEqual({});
  });

  it('hold every service when usage was left out, and name what', () => {
    const doubts = usageDoubts({ ...facts, skipped: [unread, unread] }, SETTINGS, NAME);
    expect(Object.keys(doubts)).toHaveLength(12);
    expect(doubts['online-select']).toEqual({
      code: 'GUARD-INCOMPLETE',
      message:
        'The portal’s answer was not understood in full, so the usage may be higher: accounts[2].onlineBytes (-1) and 1 more.',
    });
  });

  it('hold counts of computers when one is neither server nor desktop', () => {
    const doubts = usageDoubts({ ...facts, accounts: [account({ kind: 'unknown' })] }, SETTINGS, NAME);
    expect(doubts['online-servers']?.message).toContain('ETV-Primary (neither server nor desktop)');
    expect(doubts).not.toHaveProperty('online-select');
  });

  it('hold the storage of x360Recover until a user chose its service or product', () => {
    const x360 = { ...facts, source: 'x360recover' as const };
    expect(usageDoubts(x360, SETTINGS, NAME)).toEqual({
      'online-bdr': expect.objectContaining({ code: 'GUARD-SERVICE' }),
    });
    const products = { 'online-bdr': { id: 900, identifier: 'Cloud storage' } };
    expect(usageDoubts(x360, { ...SETTINGS, products }, NAME)).toEqual({});
    expect(usageDoubts(x360, { ...SETTINGS, x360Storage: 'online-select' }, NAME)).toEqual({});
  });

  it('hold all that x360Recover measures for a client of another name', () => {
    const x360 = { ...facts, source: 'x360recover' as const };
    const doubts = usageDoubts(x360, SETTINGS, 'Angry Fox');
    expect(Object.keys(doubts)).toHaveLength(12);
    expect(doubts['online-servers']).toEqual({
      code: 'GUARD-CUSTOMER',
      message:
        "x360Recover’s client 342 is “Eddie's TV Repair”, this company is “Angry Fox”: make sure that the usage is this company’s.",
    });
    expect(usageDoubts(facts, SETTINGS, 'Angry Fox')).toEqual({});
  });

  it('come before every other guard', () => {
    const services = [{ id: 'online-bdr' as const, unit: 'GB' as const }];
    const doubts = usageDoubts({ ...facts, skipped: [unread] }, SETTINGS, NAME);
    expect(guardQuantity({ addition: ADDITION, services, to: 0, doubts })?.code).toBe('GUARD-INCOMPLETE');
  });
});
