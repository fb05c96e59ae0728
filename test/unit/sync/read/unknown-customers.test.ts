import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../lib/shared/time.ts';
import { findCompany } from '../../../../lib/sync/read/link.ts';
import {
  AGREEMENT,
  account,
  addition,
  COMPANY,
  company,
  entry,
  facts,
} from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { type Stage, stage, value } from '../support/stage.ts';

/** The customer is created in the portal. */
function created(on: Stage, id: string, name = `Customer ${id}`): void {
  const customer = { id, name, active: true };
  on.portal.facts.set(id, facts([account({ id: `${id}01`, customerId: id })], { customer }));
}

function lists(on: Stage): number {
  return on.portal.calls.filter((call) => call === 'customers').length;
}

/** A company with the pair of a customer that the portal does not have yet. */
async function withNewCustomer(): Promise<Stage> {
  const pair = [1, 2].map((id) =>
    entry({ id, groupIdentifier: 'EFS-999', deviceType: id === 1 ? 'WorkstationsAndServers' : 'BackupStats' }),
  );
  return stage({ tables: { entries: pair, additions: [addition({ id: 500, serialNumber: 'EFS-999' })] } });
}

async function codes(on: Stage, refresh = false): Promise<string[]> {
  return value(await on.engine.companyView(COMPANY, { refresh })).findings.map(({ code }) => code);
}

describe('a customer that the list lacks is looked up again before it is reported as unknown', () => {
  it('in the company’s findings, on entries and additions', async () => {
    const on = await withNewCustomer();
    expect(await codes(on)).toEqual(expect.arrayContaining(['MID-UNKNOWN', 'ADD-SERIAL-UNKNOWN']));
    created(on, '999');
    on.time.now += MINUTE;
    const found = await codes(on);
    expect(found).not.toContain('MID-UNKNOWN');
    expect(found).not.toContain('ADD-SERIAL-UNKNOWN');
  });

  it('in the company’s view: "no such customer" from the cache is a minute old at most', async () => {
    const on = await withNewCustomer();
    expect(value(await on.engine.companyView(COMPANY, { refresh: false })).customers[0]).toMatchObject({
      customer: null,
      health: { reason: 'The portal has no such customer.' },
    });
    created(on, '999', 'New');
    on.time.now += MINUTE;
    const view = value(await on.engine.companyView(COMPANY, { refresh: false }));
    expect(view.customers[0]).toMatchObject({ customer: { name: 'New' }, health: { state: 'ok' } });
  });

  it('in what the forms know of the company', async () => {
    const on = await withNewCustomer();
    await on.engine.managedIdContext(COMPANY);
    await on.engine.additionContext(AGREEMENT);
    created(on, '999', 'New');
    on.time.now += MINUTE;
    const customers = expect.arrayContaining([{ id: '999', name: 'New' }]);
    expect(value(await on.engine.managedIdContext(COMPANY))).toMatchObject({ customers });
    expect(value(await on.engine.additionContext(AGREEMENT))).toMatchObject({ customers });
  });

  it('by the name of a customer whose company is looked for', async () => {
    const on = await stage({
      tables: { companies: [company({ name: 'New' })], entries: [entry({ id: 1, groupIdentifier: 'EFS-999' })] },
    });
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [] });
    expect(await findCompany(on.deps, '999')).toMatchObject({ ok: false });
    created(on, '999', 'New');
    on.time.now += MINUTE;
    expect(await findCompany(on.deps, '999')).toEqual({ ok: true, value: COMPANY });
  });

  it('and the companies’ names as well, where none of that name carries the id', async () => {
    const on = await stage({ tables: { companies: [], entries: [] } });
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [] });
    expect(await findCompany(on.deps, '342')).toMatchObject({ ok: false, failure: { code: 'not-linked' } });
    on.connectWise.tables.companies.push(company());
    on.connectWise.tables.entries.push(entry({ id: 1 }));
    on.time.now += MINUTE;
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
  });

  it('but at most once a minute, however much is typed', async () => {
    const on = await stage();
    await on.engine.managedIdContext(null);
    on.time.now += 2 * MINUTE;
    for (let typed = 0; typed < 20; typed++) {
      on.time.now += SECOND;
      await on.engine.searchCustomers(`EFS-4${typed}`);
    }
    expect(lists(on)).toBe(2);
  });
});

describe('a portal that does not answer makes no customer unknown', () => {
  async function down(): Promise<Stage> {
    const on = await withNewCustomer();
    await on.engine.managedIdContext(null);
    on.time.now += 2 * MINUTE;
    on.portal.down = PORTAL_DOWN;
    return on;
  }

  it('in the company’s findings and view, which report the failure', async () => {
    const on = await down();
    const view = value(await on.engine.companyView(COMPANY, { refresh: false }));
    const found = view.findings.map(({ code }) => code);
    expect(found).not.toContain('MID-UNKNOWN');
    expect(found).not.toContain('ADD-SERIAL-UNKNOWN');
    expect(view).toMatchObject({ customers: [], portalFailure: PORTAL_DOWN });
  });

  it('after an earlier look-up that did not find the customer either', async () => {
    const on = await withNewCustomer();
    await codes(on);
    on.time.now += 2 * MINUTE;
    on.portal.down = PORTAL_DOWN;
    const view = value(await on.engine.companyView(COMPANY, { refresh: false }));
    expect(view).toMatchObject({ customers: [], portalFailure: PORTAL_DOWN });
    expect(view.findings.map(({ code }) => code)).not.toContain('MID-UNKNOWN');
  });

  it('in what the forms know, where customers can be searched all the same', async () => {
    const on = await down();
    const context = value(await on.engine.managedIdContext(COMPANY));
    expect(context).toMatchObject({ canSearch: true, unsureCustomers: ['999'] });
    expect(context.absentCustomers).toBeUndefined();
  });

  it('in what is found for a typed id, while the last known ones are still found', async () => {
    const on = await down();
    expect(value(await on.engine.searchCustomers('EFS-999'))).toEqual({ customers: [], total: 0, isSure: false });
    expect(value(await on.engine.searchCustomers('EFS-342'))).toMatchObject({
      customers: [{ id: '342' }],
      isSure: true,
    });
  });

  it('and is not queried again with every key', async () => {
    const on = await down();
    on.portal.calls.length = 0;
    for (let typed = 0; typed < 20; typed++) await on.engine.searchCustomers(`EFS-4${typed}`);
    expect(lists(on)).toBe(1);
    on.time.now += HOUR;
    on.portal.down = undefined;
    expect(value(await on.engine.searchCustomers('EFS-4999'))).toEqual({ customers: [], total: 0, isSure: true });
  });
});
