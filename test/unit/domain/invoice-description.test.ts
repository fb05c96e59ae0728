import { describe, expect, it } from 'vitest';
import { invoiceDescription, MAX_INVOICE_DESCRIPTION } from '../../../lib/domain/invoice-description.ts';
import { ACCOUNTS_342, account, NOW, SETTINGS } from './samples.ts';

describe('invoiceDescription', () => {
  it('lists the accounts of customer 342 with their usage, the largest first', () => {
    expect(invoiceDescription(ACCOUNTS_342, ['online-select'], SETTINGS, NOW)).toBe(
      ['ETV-Primary: 182.40 GB', 'ETV-FrontOffice: 41.75 GB', 'ETV-Truck01: 12.30 GB', 'ETV-Truck02: 9.86 GB'].join(
        '\n',
      ),
    );
  });

  it('counts computers and mailboxes, names services where there are several, and is blank without usage', () => {
    expect(invoiceDescription(ACCOUNTS_342, ['online-servers'], SETTINGS, NOW)).toBe('ETV-Primary: 1');
    expect(invoiceDescription(ACCOUNTS_342, ['email-filtering'], SETTINGS, NOW)).toBe(
      'ETV-email-filtering: 14 mailboxes',
    );
    expect(invoiceDescription(ACCOUNTS_342, ['online-bdr', 'local-storage'], SETTINGS, NOW)).toBe(
      'Local Backup Storage: ETV-BDR: 910.25 GB\nShadowProtect BDR Storage: ETV-BDR: 640.50 GB',
    );
    expect(invoiceDescription(ACCOUNTS_342, ['email-archiving'], SETTINGS, NOW)).toBe('');
  });

  it('does not depend on the order in which the portal lists accounts', () => {
    const shuffled = [...ACCOUNTS_342].reverse();
    expect(invoiceDescription(shuffled, ['online-select'], SETTINGS, NOW)).toBe(
      invoiceDescription(ACCOUNTS_342, ['online-select'], SETTINGS, NOW),
    );
  });

  it('is cut at an account, at most 6,000 characters, and says how many more', () => {
    const accounts = Array.from({ length: 500 }, (_, index) =>
      account({ id: `${index}`, userName: `Computer number ${index}`, onlineBytes: (1000 - index) * 1e9 }),
    );
    const text = invoiceDescription(accounts, ['online-select'], SETTINGS, NOW);
    const lines = text.split('\n');
    expect(text.length).toBeLessThanOrEqual(MAX_INVOICE_DESCRIPTION);
    expect(text.length).toBeGreaterThan(MAX_INVOICE_DESCRIPTION - 60);
    expect(lines.at(-1)).toBe(`and ${500 - (lines.length - 1)} more`);
    expect(lines.at(-2)).toMatch(/^Computer number \d+: \d+\.00 GB$/);
  });

  it('says how many, where not even one account fits', () => {
    const accounts = [1, 2].map((id) => account({ id: `${id}`, userName: 'x'.repeat(6000), onlineBytes: 1e9 }));
    expect(invoiceDescription(accounts, ['online-select'], SETTINGS, NOW)).toBe('2 accounts');
  });
});
