import { describe, expect, it, vi } from 'vitest';
import { BILLED_MONTHS, calendarMonth } from '../../../../lib/domain/billed-usage.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { simulated } from '../support/simulated.ts';
import { stage, value } from '../support/stage.ts';

const ALL = { search: '', offset: 0, limit: 50, refresh: false };

async function x360() {
  const world = await simulated({ variant: 'clean' }, 'x360recover');
  const rows = async () =>
    value(await world.engine.billing(ALL)).rows.map(({ clientName, products, state, customer, evidence }) =>
      [clientName, products.join(), state, customer?.id, evidence].filter(Boolean).join(' | '),
    );
  return { ...world, rows };
}

describe('the list of billed clients', () => {
  it('suggests customers by name, and joins all equal names at once, one product each', async () => {
    const { engine, rows } = await x360();
    expect(await rows()).toEqual([
      "Eddie's TV Repair | x360Recover | suggested | 342 | exact-name",
      "Eddie's TV Repair, LLC | x360Cloud | suggested | 342 | exact-name",
      'Joe TV Repair | x360Recover | suggested | 355 | exact-name',
      'Lakeside Dental | x360Recover | suggested | 19652 | exact-name',
      'Lakeside Dental Group | x360Sync | suggested | 19652 | similar-name',
      'Lakeside Dental, LLC | x360Cloud | suggested | 19652 | exact-name',
    ]);
    expect(value(await engine.billing(ALL))).toMatchObject({ isOffered: true, exact: 5, total: 6 });
    expect(value(await engine.confirmExactBillingJoins())).toEqual({ confirmed: 5 });
    expect(value(await engine.billing({ ...ALL, search: 'sync' })).rows).toMatchObject([{ state: 'suggested' }]);
    expect(value(await engine.billing(ALL))).toMatchObject({ exact: 0 });
    expect((await rows())[1]).toBe("Eddie's TV Repair | x360Recover | joined | 342 | exact-name");
  });

  it('refuses a client or a customer that is not listed', async () => {
    const { engine, store } = await x360();
    expect(await engine.confirmBillingJoin('1', '342')).toMatchObject({ failure: { code: 'not-found' } });
    expect(await engine.confirmBillingJoin('700342', '1')).toMatchObject({ failure: { code: 'not-found' } });
    expect(await store.billingJoins()).toEqual([]);
  });

  it('shows why nothing is there where the key lacks Billing, and the portal stays connected', async () => {
    const { engine, simulator } = await x360();
    for (const key of simulator.portal.keys) key.permissions = ['x360Recover'];
    expect(value(await engine.billing(ALL))).toMatchObject({
      rows: [],
      months: [{ failure: { code: 'missing-right' } }, { failure: { code: 'missing-right' } }],
    });
    expect(await engine.poll()).toMatchObject({ ok: true });
  });

  it('is not offered by a portal without billing usage', async () => {
    const on = await stage();
    expect(value(await on.engine.billing(ALL))).toMatchObject({ isOffered: false, rows: [] });
  });
});

describe('what is billed of a customer', () => {
  it('stands beside its devices and the additions of its company', async () => {
    const { engine, store, deps, simulator } = await x360();
    const [companyId] = value(await deps.connectWise.companyNames())
      .rows.filter(({ name }) => name.startsWith('Eddie'))
      .map(({ id }) => id);
    value(await engine.confirmExactBillingJoins());
    const unlinked = value(await engine.customerBilling('342'));
    expect(unlinked.notes).toEqual([expect.stringContaining('not linked to one company')]);
    await confirmLink(store, '342', companyId ?? 0);
    const { lines, months, companyName, notes } = value(await engine.customerBilling('342'));
    expect({ companyName, notes }).toEqual({ companyName: "Eddie's TV Repair", notes: [] });
    expect(months.map(({ name, from }) => [name, from.slice(0, 7)])).toEqual(
      BILLED_MONTHS.map((name) => [name, calendarMonth(name, simulator.clock.now())]),
    );
    const line = (member: string) => lines.find(({ members }) => members.includes(member));
    expect(line('d2cWorkstation')).toMatchObject({ billed: { last: 3.5, this: 4 }, devices: 4, difference: 0 });
    expect(line('seats')).toMatchObject({ product: 'x360Cloud', billed: { last: 14, this: 14 } });
    expect(lines.some(({ additions }) => additions !== undefined)).toBe(true);
    const mail = lines.find(({ additions }) => additions?.labels.some((label) => label.includes('Email Filtering')));
    expect(mail?.additions).toMatchObject({
      quantity: 14,
      invoiced: { quantity: 12, invoices: [{ numbers: [expect.stringMatching(/^\d+$/)] }] },
    });
  });

  it('has no invoiced quantity where the report may not be read, and one note says why', async () => {
    const { engine, store, deps } = await x360();
    const [companyId] = value(await deps.connectWise.companyNames())
      .rows.filter(({ name }) => name.startsWith('Eddie'))
      .map(({ id }) => id);
    await confirmLink(store, '342', companyId ?? 0);
    vi.spyOn(deps.connectWise, 'invoicedAdditions').mockResolvedValue({
      ok: false,
      failure: { code: 'missing-right', message: 'No.', nextStep: 'Ask.' },
    });
    const { lines, notes, invoicedAt } = value(await engine.customerBilling('342'));
    expect(notes.filter((note) => note.includes('System › API Reports'))).toHaveLength(1);
    expect(lines.some(({ additions }) => additions?.invoiced !== undefined)).toBe(false);
    expect(invoicedAt).toBeUndefined();
  });

  it('hides nothing when billing or ConnectWise cannot be read', async () => {
    const { engine, simulator } = await x360();
    value(await engine.confirmExactBillingJoins());
    for (const key of simulator.portal.keys) key.permissions = ['x360Recover'];
    simulator.clock.advance(13 * 60 * 60_000);
    const { lines, notes } = value(await engine.customerBilling('355'));
    expect(lines).toMatchObject([{ members: ['d2cServer', 'd2cServerLinux'], billed: {}, devices: 1 }]);
    expect(notes.filter((note) => note.includes('permission Billing'))).toHaveLength(2);
  });
});
