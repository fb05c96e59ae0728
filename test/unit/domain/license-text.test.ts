import { describe, expect, it } from 'vitest';
import { licenseText, MAX_LICENSE_TEXT } from '../../../lib/domain/license-text.ts';
import { measuredServices } from '../../../lib/domain/quantity.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { account, facts, NOW } from '../../support/builders/sync-records.ts';

function textOf(service: string, accounts: Parameters<typeof account>[0][]) {
  const all = measuredServices(facts(accounts.map(account)), DEFAULT_SETTINGS, NOW);
  const measured = all.find(({ service: { id } }) => id === service);
  if (!measured) throw new Error('It is not measured.');
  return licenseText(measured, DEFAULT_SETTINGS);
}

const archive = (id: number, mailboxes: number, userName = `archive-${id}`) => ({
  id: `${id}`,
  userName,
  mailboxes,
  plan: 'Email Archiving',
  kind: 'mailboxes' as const,
});

describe('the text of a license configuration', () => {
  it('is the quantity with its accounts, the largest first, whatever order the portal gives', () => {
    const accounts = [archive(1, 5), archive(2, 17), archive(3, 0)];
    const text = 'Quantity: 22 mailboxes\narchive-2: 17 mailboxes\narchive-1: 5 mailboxes';
    expect(textOf('email-archiving', accounts)).toBe(text);
    expect(textOf('email-archiving', accounts.toReversed())).toBe(text);
  });

  it('names computers by their kind', () => {
    const bdr = { plan: 'ShadowProtect BDR', licences: 1 };
    const accounts = [{ id: '1', userName: 'LSD-Server', ...bdr }];
    expect(textOf('sp-servers', accounts)).toBe('Quantity: 1 server\nLSD-Server: 1');
    expect(textOf('sp-desktops', [{ id: '1', userName: 'LSD-Xray', kind: 'desktop', ...bdr, licences: 2 }])).toBe(
      'Quantity: 2 desktops\nLSD-Xray: 2',
    );
  });

  it('is short without accounts', () => {
    expect(textOf('email-archiving', [archive(1, 0)])).toBe('Quantity: 0 mailboxes');
  });

  it('is bounded, with the number of accounts that it omits', () => {
    const many = Array.from({ length: 400 }, (_, nth) => archive(nth, 1, `mail-${String(nth).padStart(3, '0')}`));
    const text = textOf('email-archiving', many);
    expect(text.length).toBeLessThanOrEqual(MAX_LICENSE_TEXT);
    const lines = text.split('\n');
    expect(lines[1]).toBe('mail-000: 1 mailbox');
    expect(lines.at(-1)).toBe(`and ${400 - (lines.length - 2)} more`);
    expect(textOf('email-archiving', [archive(1, 1, 'x'.repeat(9_000))])).toBe('Quantity: 1 mailbox\n1 account');
    expect(textOf('email-archiving', [archive(1, 1, 'two\nlines')])).toBe('Quantity: 1 mailbox\ntwo lines: 1 mailbox');
  });
});
