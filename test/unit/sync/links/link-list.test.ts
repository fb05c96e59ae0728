import { describe, expect, it } from 'vitest';
import { account, addition, company, entry, facts } from '../../../support/builders/sync-records.ts';
import { fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const ALL = { search: '', offset: 0, limit: 200 };

/** x360Recover with clients and companies of these names, numbered from 1 and from 101. */
async function named(clients: string[], companies: string[]): Promise<Stage> {
  const on = await stage({
    tables: { companies: companies.map((name, nth) => company({ id: 101 + nth, name })), entries: [], additions: [] },
  });
  Object.assign(on.portal, { kind: 'x360recover' });
  on.portal.facts.clear();
  clients.forEach((name, nth) => {
    const id = String(nth + 1);
    on.portal.facts.set(id, facts([account({ id: `d-${id}` })], { customer: { id, name, active: true } }));
  });
  return on;
}

const states = async (on: Stage) =>
  value(await on.engine.links(ALL)).rows.map(({ customerId, state, companies, evidence }) =>
    [customerId, state, ...companies.map(({ name }) => name), evidence].filter(Boolean).join(' | '),
  );

describe('the list of links', () => {
  it('shows suggestions, and confirms all equal names of active companies at once', async () => {
    const on = await named(
      ['Northside Bakery', 'Zenith Dental', 'Angry Fox LLC', 'Gone Inc.', 'Nobody'],
      ['Northside Bakery, Inc.', 'Zenith Dental Clinic', 'Angry Fox', 'Gone'],
    );
    const gone = on.connectWise.tables.companies[3];
    if (gone) gone.statusName = 'Inactive';
    expect(await states(on)).toEqual([
      '3 | suggested | Angry Fox | exact-name',
      '4 | suggested | Gone | exact-name',
      '1 | suggested | Northside Bakery, Inc. | exact-name',
      '2 | suggested | Zenith Dental Clinic | similar-name',
      '5 | none',
    ]);
    expect(value(await on.engine.links(ALL))).toMatchObject({
      exact: 3,
      byManagedId: false,
      counts: { linked: 0, suggested: 4, conflicting: 0, none: 1 },
    });
    expect(value(await on.engine.confirmExactLinks())).toEqual({ confirmed: 2, skipped: 1 });
    expect(value(await on.engine.links({ ...ALL, search: 'bakery' }))).toMatchObject({
      total: 1,
      rows: [{ state: 'linked', evidence: 'exact-name', confirmedBy: 'Test browser', confirmedAt: expect.any(String) }],
    });
    expect(on.connectWise.calls).not.toContain('write');
  });

  it('refuses an inactive company, and a customer that the portal does not have', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery']);
    expect(await on.engine.confirmLink('99', 101)).toMatchObject({ failure: { code: 'not-found' } });
    expect(await on.engine.confirmLink('1', 999)).toMatchObject({ failure: { code: 'rejected' } });
    const only = on.connectWise.tables.companies[0];
    if (only) only.deletedFlag = true;
    expect(await on.engine.confirmLink('1', 101)).toMatchObject({ failure: { code: 'rejected' } });
    expect(await on.store.links()).toEqual([]);
  });

  it('gives a customer that is confirmed for another company to that one alone', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery', 'Northside Bakery Two']);
    value(await on.engine.confirmLink('1', 101));
    value(await on.engine.confirmLink('1', 102));
    expect(await on.store.companiesOfCustomer('1')).toEqual([102]);
  });

  it('of the EFS portal shows what the entries say, several companies as a conflict', async () => {
    const on = await fleet(3);
    await on.store.putLinks(3, ['2', '3']);
    await on.store.putLinks(1, []);
    expect(await states(on)).toEqual([
      '2 | conflicting | Company 2 | Company 3',
      '1 | suggested | Company 1 | exact-name',
      '3 | linked | Company 3 | managed-id',
    ]);
    expect(await on.engine.unlink('3', 3)).toMatchObject({ failure: { code: 'needs-user' } });
    expect(await on.engine.confirmLink('1', 1)).toMatchObject({ failure: { code: 'needs-user' } });
    expect(value(await on.engine.confirmExactLinks())).toEqual({ confirmed: 0, skipped: 0 });
  });

  it('shows the links that are known while ConnectWise cannot be read, and fails without the portal', async () => {
    const on = await fleet(1);
    const down = { code: 'unreachable', message: 'Down.', nextStep: 'Later.' } as const;
    on.connectWise.disturb = (call) => (call === 'companyNames' ? { failure: down } : undefined);
    expect(value(await on.engine.links(ALL))).toMatchObject({
      rows: [{ customerId: '1', state: 'linked', companies: [{ id: 1, name: 'Company 1' }] }],
      failure: { code: 'unreachable' },
    });
    const other = await fleet(1);
    other.portal.down = down;
    expect(await other.engine.links(ALL)).toMatchObject({ failure: { code: 'unreachable' } });
  });

  it('gives one page of 2,000 customers at a time', async () => {
    const names = Array.from({ length: 2_000 }, (_, nth) => `Customer ${nth}`);
    const on = await named(names, names);
    const page = value(await on.engine.links({ search: '', offset: 1_950, limit: 100 }));
    expect([page.total, page.rows.length, page.exact]).toEqual([2_000, 50, 2_000]);
    expect(value(await on.engine.confirmExactLinks())).toEqual({ confirmed: 2_000, skipped: 0 });
    expect(value(await on.engine.links(ALL)).counts.linked).toBe(2_000);
  });
});

describe('the plan “Link to Northside Bakery”', () => {
  const LINK = [101, '1'] as const;

  it('creates the pair and stores the link when it is applied; undone, both are gone', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery']);
    const plan = value(await on.engine.planLink(...LINK));
    expect(plan.link).toEqual({ customerId: '1', customerName: 'Northside Bakery', efsId: 'EFS-1' });
    expect(plan.changes.map(({ op, fields }) => [op, fields.find(({ field }) => field === 'deviceType')?.to])).toEqual([
      ['create', 'WorkstationsAndServers'],
      ['create', 'BackupStats'],
    ]);
    expect(await on.store.links()).toEqual([]);
    const { run } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'done', counts: { applied: 2 } });
    expect(await on.store.links()).toMatchObject([{ customerId: '1', companyId: 101, evidence: 'exact-name' }]);
    const undo = value(await on.engine.planUndo(run.id));
    await on.apply(undo.id);
    expect(on.connectWise.tables.entries).toEqual([]);
    expect(await on.store.links()).toEqual([]);
  });

  it('takes the EFS id that the company has, of whatever number', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery']);
    on.connectWise.tables.entries.push(entry({ id: 1, companyId: 101, groupIdentifier: 'EFS-777' }));
    const plan = value(await on.engine.planLink(...LINK));
    expect(plan.link?.efsId).toBe('EFS-777');
    expect(plan.changes).toHaveLength(1);
  });

  it('is refused where another active company carries the EFS id', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery', 'Somebody']);
    on.connectWise.tables.entries.push(entry({ id: 1, companyId: 102, groupIdentifier: 'EFS-1' }));
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [102] });
    expect(await on.engine.planLink(...LINK)).toMatchObject({
      failure: { code: 'needs-user', message: expect.stringContaining('Somebody (102)') },
    });
  });

  it('is refused where a user linked the customer to another company, also when that was after the preview', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery', 'Northside Bakery']);
    const second = value(await on.engine.planLink(102, '1'));
    value(await on.engine.confirmLink('1', 101));
    expect(await on.engine.planLink(102, '1')).toMatchObject({
      ok: false,
      failure: { code: 'needs-user', message: expect.stringContaining('linked to Northside Bakery (101)') },
    });
    await on.apply(second.id);
    expect((await on.store.links()).map(({ companyId }) => companyId)).toEqual([101]);
    value(await on.engine.unlink('1', 101));
    expect(await on.engine.planLink(102, '1')).toMatchObject({ ok: true });
  });

  it('links a customer of the EFS portal by its entries, and the first sync writes its figures', async () => {
    const on = await stage({ tables: { entries: [], additions: [addition({ id: 500 })] } });
    const plan = value(await on.engine.planLink(250, '342'));
    await on.apply(plan.id);
    expect(await on.store.links()).toMatchObject([{ customerId: '342', companyId: 250, confirmedBy: 'Test browser' }]);
    await on.sync();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect(await on.store.links()).toMatchObject([{ evidence: 'managed-id', confirmedBy: 'Test browser' }]);
  });

  it('is planned again, and not applied, when it became old and the company has entries by then', async () => {
    const on = await named(['Northside Bakery'], ['Northside Bakery']);
    const plan = value(await on.engine.planLink(...LINK));
    on.connectWise.tables.entries.push(entry({ id: 1, companyId: 101, groupIdentifier: 'EFS-777' }));
    on.time.now += 11 * 60_000;
    expect(await on.engine.apply(plan.id, [])).toMatchObject({ failure: { code: 'conflict' } });
  });
});
