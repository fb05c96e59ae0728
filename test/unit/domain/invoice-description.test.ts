import { describe, expect, it } from 'vitest';
import { serviceOfMeasure } from '../../../components/options/own-service-draft.ts';
import {
  DEFAULT_DESCRIPTION,
  fillTemplate,
  PLACEHOLDERS,
  templateFailure,
} from '../../../lib/domain/description-template.ts';
import { invoiceDescription, MAX_INVOICE_DESCRIPTION } from '../../../lib/domain/invoice-description.ts';
import { measureOf } from '../../../lib/domain/measures.ts';
import type { Account, UsageFigure } from '../../../lib/domain/portal-facts.ts';
import { measuredServices } from '../../../lib/domain/quantity.ts';
import type { ServiceId } from '../../../lib/domain/service.ts';
import { ACCOUNTS_342, ADDITION, account, NOW, SETTINGS } from '../../support/builders/domain-records.ts';

const WITH = { ...SETTINGS, invoiceDescription: DEFAULT_DESCRIPTION };
const usd = { symbol: '$', code: 'USD' };

function described(
  accounts: Account[],
  services: readonly ServiceId[],
  total: number,
  settings = WITH,
): string | undefined {
  const measured = measuredServices({ accounts }, settings, NOW).filter(({ service }) => services.includes(service.id));
  return invoiceDescription({ addition: ADDITION, currency: usd, services: measured, total }, settings);
}

const template = (text: string, accounts = 10) => ({ ...WITH, invoiceDescription: { template: text, accounts } });

describe('invoiceDescription', () => {
  it('keeps the product’s text, adds the total, and lists the accounts, the largest first', () => {
    expect(described(ACCOUNTS_342, ['online-select'], 246.31)?.split('\n')).toEqual([
      'EFS ShadowProtect BDR Storage: 246.31 GB',
      'ETV-Primary: 182.40 GB',
      'ETV-FrontOffice: 41.75 GB',
      'ETV-Truck01: 12.30 GB',
      'ETV-Truck02: 9.86 GB',
    ]);
  });

  it('counts computers and mailboxes, and names services where there are several', () => {
    const list = template('{total} {unit}; {accounts}');
    expect(described(ACCOUNTS_342, ['online-servers'], 1, list)).toBe('1 server; ETV-Primary: 1');
    expect(described(ACCOUNTS_342, ['online-servers', 'online-desktops'], 5, list)).toMatch(/^5 computers; /);
    expect(described(ACCOUNTS_342, ['email-filtering'], 14, list)).toBe(
      '14 mailboxes; ETV-email-filtering: 14 mailboxes',
    );
    expect(described(ACCOUNTS_342, ['online-bdr', 'local-storage'], 1550.75, list)).toBe(
      '1550.75 GB; Local Backup Storage: ETV-BDR: 910.25 GB\nShadowProtect BDR Storage: ETV-BDR: 640.50 GB',
    );
  });

  it('names what a portal counted in words of an invoice, not by its path in an answer', () => {
    const ownServices = [serviceOfMeasure(measureOf('x360.d2c.server'), [])];
    const figures: UsageFigure[] = [
      {
        measure: 'x360.d2c.server',
        amount: 2,
        unit: 'count',
        source: 'x360recover',
        path: 'devices_counters.d2c (SERVER)',
        readAt: '2026-11-21T11:00:00.000Z',
      },
    ];
    const settings = { ...template('{total} {unit}; {accounts}'), ownServices };
    const services = measuredServices({ accounts: [], figures }, settings, NOW);
    expect(services[0]?.parts).toMatchObject([{ name: 'devices_counters.d2c (SERVER)' }]);
    expect(invoiceDescription({ addition: ADDITION, services, total: 2 }, settings)).toBe(
      '2 computers; Direct-to-Cloud servers: 2',
    );
  });

  it('zero usage never blanks it: the description is not changed', () => {
    expect(described(ACCOUNTS_342, ['email-archiving'], 0)).toBeUndefined();
    expect(described(ACCOUNTS_342, ['online-select'], 0)).toBeUndefined();
    expect(described([], ['online-select'], 5, template('{product}'))).toBeUndefined();
  });

  it('lists up to n accounts, and how many more there are', () => {
    const three = template('{accounts}', 3);
    expect(described(ACCOUNTS_342, ['online-select'], 246.31, three)?.split('\n').at(-1)).toBe('and 1 more');
    expect(described(ACCOUNTS_342, ['online-select'], 246.31, template('{accounts}', 0))).toBe('4 accounts');
  });

  it('fills in what is included, billed, and the price', () => {
    const text = template('{product}, {price}/{unit}: {total} used, {included} included, {billed} billed');
    expect(described(ACCOUNTS_342, ['online-bdr'], 640.5, text)).toBe(
      'EFS ShadowProtect BDR Storage, $0.50/GB: 640.50 used, 150.00 included, 490.50 billed',
    );
  });

  it('does not depend on the order in which the portal lists accounts', () => {
    const shuffled = [...ACCOUNTS_342].reverse();
    expect(described(shuffled, ['online-select'], 246.31)).toBe(described(ACCOUNTS_342, ['online-select'], 246.31));
  });

  it('has at most 6,000 characters, cut at an account, and shows how many more', () => {
    const accounts = Array.from({ length: 500 }, (_, index) =>
      account({ id: `${index}`, userName: `Computer number ${index}`, onlineBytes: (1000 - index) * 1e9 }),
    );
    const text = described(accounts, ['online-select'], 375_250, template('{accounts}', 500)) ?? '';
    const lines = text.split('\n');
    expect(text.length).toBeLessThanOrEqual(MAX_INVOICE_DESCRIPTION);
    expect(text.length).toBeGreaterThan(MAX_INVOICE_DESCRIPTION - 60);
    expect(lines.at(-1)).toBe(`and ${500 - (lines.length - 1)} more`);
    expect(lines.at(-2)).toMatch(/^Computer number \d+: \d+\.00 GB$/);
    const long = [1, 2].map((id) => account({ id: `${id}`, userName: 'x'.repeat(6000), onlineBytes: 1e9 }));
    expect(described(long, ['online-select'], 2, template('{accounts}'))).toBe('2 accounts');
  });

  it('never mistakes a value for a placeholder, nor a name of two lines for two accounts', () => {
    const odd = [account({ id: '1', userName: 'A\n{total} $&', plan: 'Select', onlineBytes: 1e9 })];
    expect(described(odd, ['online-select'], 1, template('{accounts}'))).toBe('A {total} $&: 1.00 GB');
  });
});

describe('a template', () => {
  it.each([
    ['{product}: {total} {unit}\n{accounts}', undefined],
    ['{sum} of {Total}', 'Unknown: {sum}, {Total}. Known are {product}, '],
    ['', 'Enter a template'],
    ['   ', 'Enter a template'],
    ['Backup', 'Enter at least one placeholder'],
    ['{total', 'A brace has no counterpart'],
    ['{total}}', 'A brace has no counterpart'],
    ['{constructor}', 'Unknown: {constructor}.'],
    [`{total}${'x'.repeat(1_000)}`, 'Enter at most 1,000 characters.'],
  ])('%j: %s', (text, failure) => {
    if (failure === undefined) expect(templateFailure(text)).toBeUndefined();
    else expect(templateFailure(text)).toContain(failure);
  });

  it('is filled in wherever a placeholder is', () => {
    const values = Object.fromEntries(Object.keys(PLACEHOLDERS).map((name) => [name, name.toUpperCase()]));
    expect(fillTemplate('{total}{total} {unit}\n', values as Parameters<typeof fillTemplate>[1])).toBe(
      'TOTALTOTAL UNIT',
    );
  });
});
