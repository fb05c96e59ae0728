import { describe, expect, it } from 'vitest';
import { generatePortal } from '../../../simulator/portal/generate.ts';

const NOW = Date.UTC(2026, 10, 21);

describe('the generator', () => {
  it('creates the same portal for the same seed, another for another', () => {
    expect(generatePortal(50, 7, NOW)).toEqual(generatePortal(50, 7, NOW));
    expect(generatePortal(50, 8, NOW)).not.toEqual(generatePortal(50, 7, NOW));
  });

  it('creates 20,000 customers with unique names, ids and account numbers, every parent among its siblings', () => {
    const { customers, accounts } = generatePortal(20_000, 1, NOW);
    expect(new Set(customers.map(({ name }) => name)).size).toBe(20_000);
    expect(new Set(customers.map(({ id }) => id)).size).toBe(20_000);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(accounts.length);
    expect(new Set(accounts.map(({ accountNo }) => accountNo)).size).toBe(accounts.length);
    const customerOf = new Map(accounts.map(({ id, customerId }) => [id, customerId]));
    const strays = accounts.filter(({ parentId, customerId }) => parentId && customerOf.get(parentId) !== customerId);
    expect(strays).toEqual([]);
    expect(new Set(accounts.map(({ customerId }) => customerId)).size).toBe(20_000);
  });

  it('mixes plans, kinds and results', () => {
    const { accounts } = generatePortal(400, 1, NOW);
    const values = (of: (account: (typeof accounts)[number]) => string) => [...new Set(accounts.map(of))].sort();
    expect(values(({ plan }) => plan)).toEqual([
      'Basic',
      'Email Archiving',
      'Email Filtering',
      'Select',
      'ShadowProtect BDR',
    ]);
    expect(values(({ kind }) => kind)).toEqual(['desktop', 'mailboxes', 'server']);
    expect(values(({ status }) => status)).toEqual(['error', 'ok', 'warning']);
  });

  it.each([-1, 20_001, 1.5])('refuses %d customers', (count) => {
    expect(() => generatePortal(count, 1, NOW)).toThrow(RangeError);
  });
});
