import { describe, expect, it } from 'vitest';
import { ADMIN } from '../../simulator/connectwise/seed/writer.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { connected, rows, value } from './against-simulator.ts';

const EDDIE = SEED.companies.eddiesTvRepair;

describe('reading', () => {
  it('companies by id and by a part of the name', async () => {
    const { connectWise } = await connected();
    expect(value(await connectWise.company(EDDIE))).toMatchObject({
      id: EDDIE,
      identifier: 'EddiesTV',
      name: "Eddie's TV Repair",
      statusName: 'Active',
      deletedFlag: false,
      _info: { updatedBy: 'Admin1', lastUpdated: expect.stringMatching(/\.000Z$/) },
    });
    expect(value(await connectWise.company(999_999))).toBeNull();
    const found = rows(await connectWise.searchCompanies("eddie's", 10));
    expect(found.map(({ id }) => id)).toEqual([EDDIE]);
    expect(rows(await connectWise.searchCompanies('tv', 1))).toHaveLength(1);
    expect(rows(await connectWise.searchCompanies('', 100)).length).toBeGreaterThan(3);
    expect(rows(await connectWise.searchCompanies('[x] "quoted" \'both\'', 10))).toEqual([]);
  });

  it('managed-id entries, as they were entered', async () => {
    const { connectWise } = await connected();
    const entries = rows(await connectWise.managedIdEntries(EDDIE));
    expect(entries).toMatchObject([
      { companyId: EDDIE, groupIdentifier: 'EFS-342', deviceType: 'WorkstationsAndServers', agreement: null },
      { deviceType: 'BackupStats', managementSolution: { id: 1 }, successfulBackupJobs: null, totalServers: null },
    ]);
    expect(rows(await connectWise.managedIdEntries(SEED.companies.northside))).toEqual([]);
  });

  it('the parent of a child agreement, as a reference', async () => {
    const { connectWise, simulator } = await connected();
    const { agreements } = simulator.connectWise.tables;
    const id = SEED.agreements.eddiesTvRepair;
    const row = agreements.get(id);
    if (!row) throw new Error('no agreement');
    const child = agreements.insert({ ...row, id: id + 1000, parentAgreement: { id, name: row.name } }, ADMIN);
    expect(value(await connectWise.agreement(Number(child.id)))?.parentAgreement).toEqual({ id, name: row.name });
    const listed = rows(await connectWise.agreements(EDDIE));
    expect(listed.find((agreement) => agreement.id === child.id)?.parentAgreement?.id).toBe(id);
  });

  it('the company that owns a managed id', async () => {
    const { connectWise } = await connected();
    expect(value(await connectWise.companiesByManagedId('EFS-342'))).toEqual([EDDIE]);
    expect(value(await connectWise.companiesByManagedId('EFS-999'))).toEqual([]);
  });

  it('agreements and additions', async () => {
    const { connectWise } = await connected();
    const [agreement] = rows(await connectWise.agreements(EDDIE));
    expect(agreement).toMatchObject({
      id: SEED.agreements.eddiesTvRepair,
      company: { id: EDDIE, name: "Eddie's TV Repair" },
      type: { id: 1, name: 'Managed Service' },
      agreementStatus: 'Active',
      currency: { symbol: '$', code: 'USD' },
      startDate: '2024-01-01T00:00:00.000Z',
      billingCycle: { name: 'Monthly' },
    });
    expect(agreement).not.toHaveProperty('endDate');
    expect(agreement).not.toHaveProperty('parentAgreement');
    expect(value(await connectWise.agreement(SEED.agreements.eddiesTvRepair))).toEqual(agreement);
    expect(value(await connectWise.agreement(999_999))).toBeNull();
    const additions = rows(await connectWise.additions(SEED.agreements.eddiesTvRepair));
    expect(additions.length).toBeGreaterThan(3);
    for (const addition of additions) {
      expect(addition).toMatchObject({
        agreementId: SEED.agreements.eddiesTvRepair,
        serialNumber: 'EFS-342',
        billCustomer: 'Billable',
      });
      expect(addition.product.identifier).not.toBe('');
      expect(addition).not.toHaveProperty('cancelledDate');
    }
  });

  it('set-up tables', async () => {
    const { connectWise } = await connected();
    expect(rows(await connectWise.managementSolutions())).toContainEqual(
      expect.objectContaining({ id: 1, managementItSolutionType: 'Custom', managementSolutionName: 'eFolder' }),
    );
    const [integration] = rows(await connectWise.managedDevicesIntegrations());
    expect(integration).toMatchObject({ id: SEED.managedDevicesIntegration, solution: 'eFolder' });
    const references = rows(await connectWise.crossReferences(SEED.managedDevicesIntegration));
    expect(references).toContainEqual(
      expect.objectContaining({
        vendorType: 'Online Storage',
        vendorLevel: 'Select',
        agreementType: { id: 1, name: 'Managed Service' },
        product: { id: expect.any(Number), identifier: expect.any(String) },
        inactiveFlag: false,
      }),
    );
    expect(references).toContainEqual(expect.objectContaining({ vendorType: 'Local Storage', vendorLevel: '' }));
    const types = rows(await connectWise.configurationTypes());
    expect(types).toContainEqual({ id: SEED.configurationTypes.backupStats, name: 'Backup Stats' });
  });

  it('products by id and by text', async () => {
    const { connectWise } = await connected();
    const two = rows(await connectWise.products([1, 2, 999_999]));
    expect(two.map(({ id }) => id)).toEqual([1, 2]);
    expect(rows(await connectWise.products([]))).toEqual([]);
    const found = rows(await connectWise.searchProducts('storage', 50));
    expect(found.length).toBeGreaterThan(1);
    expect(
      found.every((product) => `${product.identifier} ${product.description}`.toLowerCase().includes('storage')),
    ).toBe(true);
    expect(rows(await connectWise.searchProducts('', 2))).toHaveLength(2);
  });

  it('returns the system and the own member', async () => {
    const { connectWise, simulator } = await connected();
    expect(value(await connectWise.info())).toEqual({
      version: simulator.connectWise.version,
      isCloud: true,
      timeZone: 'America/New_York',
      licenses: [
        { name: 'ManagedServices', isActive: true },
        { name: 'Agreements', isActive: true },
      ],
    });
    expect(value(await connectWise.actor())).toEqual({ member: SEED.apiMember.identifier });
  });

  it('costs one request a list and requests only needed fields', async () => {
    const { connectWise, simulator } = await connected();
    simulator.traffic.clear();
    rows(await connectWise.managedIdEntries(EDDIE));
    rows(await connectWise.agreements(EDDIE));
    rows(await connectWise.additions(SEED.agreements.eddiesTvRepair));
    const { exchanges } = simulator.traffic;
    expect(exchanges).toHaveLength(3);
    for (const { url } of exchanges) expect(new URL(url).searchParams.get('fields')).not.toBeNull();
    expect(JSON.stringify(exchanges)).not.toContain('taxableFlag');
  });

  it('pages through more than a thousand records', async () => {
    const { connectWise, simulator } = await connected();
    const { additions } = simulator.connectWise.tables;
    const [row] = additions.where('agreementId', SEED.agreements.joeTvRepair);
    for (let index = 0; index < 1_200; index += 1)
      additions.insert({ ...row, id: undefined }, { identifier: 'Admin1' });
    const all = rows(await connectWise.additions(SEED.agreements.joeTvRepair));
    expect(new Set(all.map(({ id }) => id)).size).toBe(
      additions.where('agreementId', SEED.agreements.joeTvRepair).length,
    );
  });
});
