import { describe, expect, it } from 'vitest';
import { HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { invoicedLine } from '../../../support/builders/invoiced-line.ts';
import { addition, agreement, COMPANY, entry, NOW } from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { simulated } from '../support/simulated.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const MISSING_RIGHT = { code: 'missing-right' as const, message: 'No.', nextStep: 'Ask.', status: 403 };
const line = invoicedLine({ agreementId: 40, productId: 100, quantity: 95, extendedPrice: 47.5 });
const reconciled = async (on: Stage) => value(await on.engine.reconciliation(COMPANY));
const invoiceCalls = (on: Stage) => on.connectWise.calls.filter((call) => call === 'invoicedAdditions').length;

describe('the reconciliation of a company', () => {
  it('has usage, quantity, money, what was invoiced, and the ages of both sides', async () => {
    const on = await stage({ tables: { invoiced: [line] } });
    const now = isoTime(NOW);
    expect(await reconciled(on)).toEqual({
      companyId: COMPANY,
      companyName: "Eddie's TV Repair",
      rows: [
        {
          services: ['Select Online Backup Storage'],
          efsId: 'EFS-342',
          productId: 100,
          product: 'Select Storage',
          addition: { id: 500, agreementId: 40, agreement: 'Managed Services' },
          usage: 100,
          quantity: 95,
          allowance: 0,
          billedQuantity: 95,
          dueQuantity: 100,
          difference: 5,
          money: { currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly', from: 47.5, to: 50 },
          invoiced: {
            numbers: ['1001'],
            date: '2026-10-31T00:00:00.000Z',
            quantity: 95,
            amount: 47.5,
            difference: 5,
            amountDifference: 2.5,
          },
        },
      ],
      totals: [{ currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly', from: 47.5, to: 50 }],
      readAt: now,
      factsAt: now,
      invoicedAt: now,
      notes: [],
    });
  });

  it('asks for the invoices of 70 days once in 12 hours, and for nothing else that is known', async () => {
    const on = await stage({ tables: { invoiced: [{ ...line, invoiceDate: isoTime(NOW - 71 * 24 * HOUR) }] } });
    expect((await reconciled(on)).rows[0]?.invoicedReason).toMatch(/No invoice/);
    const calls = on.connectWise.calls.length;
    on.time.now += 11 * HOUR;
    await reconciled(on);
    expect(on.connectWise.calls).toHaveLength(calls);
    on.time.now += HOUR;
    await reconciled(on);
    expect(invoiceCalls(on)).toBe(2);
  });

  it('asks for them again where another agreement has an addition of ours', async () => {
    const on = await stage();
    await reconciled(on);
    on.connectWise.tables.agreements.push(agreement({ id: 41 }));
    on.connectWise.tables.additions.push(addition({ id: 501, agreementId: 41, product: { id: 101, identifier: 'x' } }));
    await on.engine.companyView(COMPANY, { refresh: true });
    await reconciled(on);
    expect(invoiceCalls(on)).toBe(2);
  });

  it('is without invoices where the member lacks the right, which the note names, and asks again', async () => {
    const on = await stage({ tables: { invoiced: [line] } });
    on.connectWise.disturb = (call) => (call === 'invoicedAdditions' ? { failure: MISSING_RIGHT } : undefined);
    const without = await reconciled(on);
    expect(without.notes).toEqual([expect.stringContaining('System › API Reports')]);
    expect(without.rows).toMatchObject([{ usage: 100, billedQuantity: 95 }]);
    expect(without.rows[0]).not.toHaveProperty('invoiced');
    expect(without.rows[0]).not.toHaveProperty('invoicedReason');
    expect(without).not.toHaveProperty('invoicedAt');
    on.connectWise.disturb = () => undefined;
    expect((await reconciled(on)).rows[0]?.invoiced).toMatchObject({ quantity: 95 });
  });

  it('says where there is no such report, and which lines could not be read', async () => {
    const on = await stage();
    const failure = { code: 'not-found' as const, message: 'ConnectWise has no report X.', nextStep: 'Nothing.' };
    on.connectWise.disturb = (call) => (call === 'invoicedAdditions' ? { failure } : undefined);
    expect((await reconciled(on)).notes).toEqual([
      'What ConnectWise invoiced is not shown. ConnectWise has no report X.',
    ]);
    on.connectWise.disturb = () => undefined;
    on.connectWise.unreadable.invoicedAdditions = [{ path: '/x[1]', field: 'Quantity', value: '"many"' }];
    expect((await reconciled(on)).notes).toEqual([expect.stringMatching(/^1 line of invoices could not be read/)]);
  });

  it('shows what ConnectWise bills where the portal cannot be read', async () => {
    const on = await stage({ tables: { invoiced: [line] } });
    on.portal.down = PORTAL_DOWN;
    const { rows, notes } = await reconciled(on);
    expect(rows).toMatchObject([{ quantity: 95, billedQuantity: 95, reason: PORTAL_DOWN.message }]);
    expect(rows[0]).not.toHaveProperty('dueQuantity');
    expect(rows[0]?.invoiced).not.toHaveProperty('difference');
    expect(notes).toEqual([expect.stringContaining(PORTAL_DOWN.message)]);
  });

  it('compares no customer of whom a sync writes nothing, and says why', async () => {
    const on = await stage();
    on.portal.facts.clear();
    expect((await reconciled(on)).rows).toMatchObject([{ reason: 'The portal has no such customer.' }]);
  });

  it('has a row for usage that no addition bills, and none for a company without EFS ids', async () => {
    const on = await stage({ tables: { additions: [] } });
    expect((await reconciled(on)).rows).toMatchObject([{ usage: 100, billedQuantity: 0, difference: 100 }]);
    expect(invoiceCalls(on)).toBe(0);
    const none = await stage({ tables: { entries: [entry({ id: 1, groupIdentifier: '' })] } });
    expect(await reconciled(none)).toMatchObject({ rows: [], totals: [] });
  });

  it('notes records that could not be read', async () => {
    const on = await stage();
    on.connectWise.unreadable.additions = [{ path: '/x', field: 'id', value: 'nothing' }];
    expect((await reconciled(on)).notes).toEqual([expect.stringContaining('lines may be missing')]);
  });

  it('fails only where ConnectWise cannot be read', async () => {
    const on = await stage();
    expect(await on.engine.reconciliation(9)).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('has no difference once a sync has written', async () => {
    const on = await stage();
    await on.sync();
    expect((await reconciled(on)).rows).toMatchObject([{ quantity: 100, difference: 0, money: { from: 50, to: 50 } }]);
  });
});

describe('the reconciliation against the simulator', () => {
  it('finds that fewer mailboxes were invoiced than are due', async () => {
    const { engine, deps } = await simulated({ variant: 'clean' });
    const { rows: companies } = value(await deps.connectWise.companyNames());
    const eddie = companies.find(({ name }) => name.startsWith('Eddie'))?.id ?? 0;
    const { rows, notes } = value(await engine.reconciliation(eddie));
    expect(notes).toEqual([]);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ difference }) => difference !== 0)).toEqual([]);
    const invoicedWrongly = rows.filter(({ invoiced }) => invoiced?.difference !== 0);
    expect(invoicedWrongly.map(({ services }) => services)).toEqual([['Email Filtering # Mailboxes']]);
    expect(invoicedWrongly).toMatchObject([
      { usage: 14, quantity: 14, dueQuantity: 14, invoiced: { quantity: 12, difference: 2, date: expect.any(String) } },
    ]);
  });
});
