import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../../lib/sync/engine.ts';
import { companiesWithSameName } from '../../../../lib/sync/read/companies-with-same-name.ts';
import { company, entry } from '../../../support/builders/sync-records.ts';
import { bulkSync, count, fleet, withoutReports } from '../support/bulk-sync-stage.ts';
import type { Stage } from '../support/stage.ts';

/** Companies whose entries carry the EFS ids, as after the first set-up: no link was seen, no configuration was written yet. */
async function freshFleet(customers: number): Promise<Stage> {
  const on = await fleet(customers);
  withoutReports(on);
  for (let id = 1; id <= customers; id++) await on.store.putLinks(id, []);
  return on;
}

/** Companies with nothing to do with the customers but their name. */
function addCompaniesWithSameName(on: Stage, name: string, ...ids: number[]): void {
  for (const id of ids) on.connectWise.tables.companies.push(company({ id, name }));
}

function written(on: Stage): number[] {
  return [...new Set(on.connectWise.tables.configurations.map(({ companyId }) => companyId))].sort((a, b) => a - b);
}

describe('a bulk sync at the first set-up, where the member may read reports', () => {
  it('finds the companies by the report of all entries, and asks for no name', async () => {
    const on = await fleet(10);
    for (let id = 1; id <= 10; id++) await on.store.putLinks(id, []);
    for (const one of on.connectWise.tables.companies) one.name = `Renamed ${one.id}`;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', notLinked: 0 });
    expect(count(on, 'companyNames')).toBe(0);
    expect(count(on, 'configurationOwners')).toBe(0);
  });

  it('finds a company of the same id that has no configuration yet, and writes to neither', async () => {
    const on = await fleet(2);
    on.connectWise.tables.entries.push(entry({ id: 900, companyId: 1, groupIdentifier: 'EFS-2' }));
    expect(await bulkSync(on)).toMatchObject({ state: 'done', needsUser: 1 });
    expect(on.connectWise.tables.additions.map(({ quantity }) => quantity)[1]).toBe(95);
  });
});

describe('a bulk sync at the first set-up', () => {
  it('finds the companies by one list of names, at no further request for those whose names match', async () => {
    const on = await freshFleet(10);
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: 10, notLinked: 0 });
    expect(count(on, 'companyNames')).toBe(1);
    expect(count(on, 'managedIdEntries')).toBe(10);
    expect(count(on, 'companiesByManagedId')).toBe(0);
    expect(written(on)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('finds them as well where statistics are not synced, so that no configuration is read', async () => {
    const on = await freshFleet(2);
    const syncedParts = { ...on.deps.settings.syncedParts, backupStatistics: false };
    on.engine = createEngine({ ...on.deps, settings: { ...on.deps.settings, syncedParts } });
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: 2, notLinked: 0 });
    expect(count(on, 'configurationOwners')).toBe(0);
  });

  it('knows the companies from then on', async () => {
    const on = await freshFleet(3);
    await bulkSync(on);
    expect(await on.store.companyOfCustomer('2')).toBe(2);
    await bulkSync(on);
    expect(count(on, 'companyNames')).toBe(1);
  });

  it('writes nothing to a company that has the name and not the EFS id', async () => {
    const on = await freshFleet(2);
    for (const row of on.connectWise.tables.entries) if (row.companyId === 2) row.groupIdentifier = 'EFS-77';
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: 1, notLinked: 1 });
    expect(written(on)).toEqual([1]);
    expect(await on.store.companiesOfCustomer('2')).toEqual([]);
    expect(count(on, 'companiesByManagedId')).toBe(0);
  });

  it('tries the companies with similar names, the most similar first and three at most', async () => {
    const on = await freshFleet(1);
    addCompaniesWithSameName(on, 'Company 1 North', 101);
    addCompaniesWithSameName(on, 'Company 1 of the far South', 102, 103, 104);
    expect(await bulkSync(on)).toMatchObject({ updated: 1, notLinked: 0 });
    expect(written(on)).toEqual([1]);
    expect(count(on, 'managedIdEntries')).toBe(3);
  });

  it('leaves a customer whose EFS id is on two of them to a user', async () => {
    const on = await freshFleet(1);
    addCompaniesWithSameName(on, 'Company 1', 101);
    on.connectWise.tables.entries.push(entry({ id: 900, companyId: 101, groupIdentifier: 'EFS-1' }));
    expect(await bulkSync(on)).toMatchObject({ needsUser: 1, updated: 0 });
    expect(written(on)).toEqual([]);
  });

  it('does not read companies that are deleted', async () => {
    const on = await freshFleet(1);
    for (const row of on.connectWise.tables.companies) row.deletedFlag = true;
    expect(await bulkSync(on)).toMatchObject({ notLinked: 1 });
    expect(count(on, 'managedIdEntries')).toBe(0);
  });

  it('waits when the names cannot be read, and continues from there', async () => {
    const on = await freshFleet(2);
    const failure = { code: 'server-error', message: 'Down.', nextStep: 'It is tried again.' } as const;
    on.connectWise.disturb = (call) => (call === 'companyNames' ? { failure } : undefined);
    expect(await bulkSync(on)).toMatchObject({ state: 'paused', failure });
    on.connectWise.disturb = () => undefined;
    on.time.now += 1;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: 2 });
  });
});

describe('companies with similar names', () => {
  const alike = companiesWithSameName([
    { id: 1, name: 'Lakeside Dental Practice' },
    { id: 2, name: 'The Lakeside Dental, Inc.' },
    { id: 3, name: 'Lakeside' },
    { id: 4, name: 'Dental Lab' },
    { id: 5, name: 'LAKESIDE DENTAL' },
    { id: 6, name: 'Inc.' },
  ]);

  it('are sorted by similarity, then by id, up to the requested number', () => {
    expect(alike('Lakeside Dental LLC', 9)).toEqual([2, 5, 1, 3]);
    expect(alike('Lakeside Dental LLC', 2)).toEqual([2, 5]);
  });

  it('are none for a name without words', () => {
    expect(alike('Inc.', 9)).toEqual([]);
    expect(alike('', 9)).toEqual([]);
  });

  it('are distinguished among thousands that share words', () => {
    const among = companiesWithSameName(
      Array.from({ length: 5_000 }, (_, id) => ({ id, name: `Clinic ${id} Health` })),
    );
    expect([0, 77, 4_999].map((id) => among(`${id} Health Clinic`, 3))).toEqual([[0], [77], [4_999]]);
    expect(among('Clinic 5000 Health', 3)).toEqual([]);
    expect(among('Clinic', 3)).toEqual([0, 1, 2]);
    expect(among('Health Clinic 12 of the North', 3)).toEqual([12]);
  });
});
