import { describe, expect, it } from 'vitest';
import { SEED_CUSTOMERS } from '../../../simulator/connectwise/seed/ids.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { seedPortal } from '../../../simulator/portal/seed.ts';
import { type PortalAccount, PortalState } from '../../../simulator/portal/state.ts';
import { createRig, type Rig } from './harness.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const ENTRIES = `/company/companies/${EDDIE}/managementSummaryReports`;

interface Line {
  product: { identifier: string };
  quantity: number;
  serialNumber: string;
}

async function linesOf(rig: Rig, agreementId: number): Promise<Line[]> {
  const { body } = await rig.call('GET', `/finance/agreements/${agreementId}/additions?pageSize=1000`);
  return body as unknown as Line[];
}

describe('clean', () => {
  it.each(SEED_CUSTOMERS)('bills what the portal holds for $customerId', async ({ customerId, agreementId }) => {
    const lines = await linesOf(createRig({ variant: 'clean' }), agreementId);
    const billed = Object.fromEntries(lines.map(({ product, quantity }) => [product.identifier, quantity]));
    expect(billed).toEqual(portalFigures(customerId));
    expect(new Set(lines.map(({ serialNumber }) => serialNumber))).toEqual(new Set([`EFS-${customerId}`]));
  });

  it('has Workstations and Servers first', async () => {
    const { body } = await createRig({ variant: 'clean' }).call('GET', ENTRIES);
    expect(body).toMatchObject([{ deviceType: 'WorkstationsAndServers' }, { deviceType: 'BackupStats' }]);
  });
});

describe('story', () => {
  it('has the entries of one company the wrong way round', async () => {
    const rig = createRig({ variant: 'story' });
    expect((await rig.call('GET', ENTRIES)).body).toMatchObject([
      { deviceType: 'BackupStats' },
      { deviceType: 'WorkstationsAndServers' },
    ]);
    const joe = `/company/companies/${SEED.companies.joeTvRepair}/managementSummaryReports`;
    expect((await rig.call('GET', joe)).body).toMatchObject([{ deviceType: 'WorkstationsAndServers' }, {}]);
  });

  it('has one near miss of a serial number, and quantities of some weeks ago', async () => {
    const lines = await linesOf(createRig({ variant: 'story' }), SEED.agreements.eddiesTvRepair);
    const misses = lines.filter(({ serialNumber }) => serialNumber !== 'EFS-342');
    expect(misses).toMatchObject([{ serialNumber: 'efs 342', product: { identifier: 'Email Filtering # Mailboxes' } }]);
    const conflict = lines.filter(({ product, quantity }) => portalFigures(342)[product.identifier] !== quantity);
    expect(conflict.length).toBeGreaterThan(2);
  });
});

describe('not set up', () => {
  const rig = () => createRig({ variant: 'not-set-up', customers: [{ id: 7001, name: 'Hilltop Cafe' }] });

  it('has companies and agreements, and nothing of ours', async () => {
    const { tables } = rig().state;
    expect(tables.companies.all().map(({ name }) => name)).toContain('Hilltop Cafe');
    for (const { agreementId } of SEED_CUSTOMERS) expect(tables.agreements.get(agreementId)).toBeDefined();
    expect(tables.managementItSolutions.all().map(({ name }) => name)).toEqual(['LabTech']);
    for (const table of [
      'managedDevicesIntegrations',
      'crossReferences',
      'managementSummaryReports',
      'additions',
    ] as const)
      expect(tables[table].all()).toEqual([]);
    expect(tables.catalog.all().filter(({ identifier }) => /backup|online|email/i.test(String(identifier)))).toEqual(
      [],
    );
    expect(tables.boardStatuses.where('escalationStatus', 'NotResponded')).toEqual([]);
  });

  it('answers the API member', async () => {
    const { status } = await rig().call('GET', '/system/info');
    expect(status).toBe(200);
  });
});

it('gives every further customer of the portal a company, entries and an agreement', async () => {
  const rig = createRig({
    customers: [
      { id: 342, name: 'known' },
      { id: 7001, name: 'Hilltop Cafe' },
    ],
  });
  const { body } = await rig.call(
    'GET',
    '/company/companies?conditions=name%20in%20(%22Hilltop%20Cafe%22,%22known%22)',
  );
  const [company] = body as unknown as { id: number }[];
  expect(body).toHaveLength(1);
  const entries = await rig.call('GET', `/company/companies/${company?.id}/managementSummaryReports`);
  expect(entries.body).toMatchObject([{ groupIdentifier: 'EFS-7001' }, { groupIdentifier: 'EFS-7001' }]);
});

/**
 * Products by docs/reference/setup-guides.md#figure-8 and the portal's own accounts: sums by plan, heads by kind, trial
 * and expired ones left out.
 */
function portalFigures(customerId: number): Record<string, number> {
  const portal = new PortalState();
  seedPortal(portal, Date.now());
  const accounts = portal.accountsOf(customerId).filter(({ plan }) => plan !== 'Trial');
  const figures: Record<string, number> = {};
  const add = (product: string | false, amount: number | undefined) => {
    if (product && amount) figures[product] = Math.round(((figures[product] ?? 0) + amount) * 100) / 100;
  };
  const heads = (account: PortalAccount, server: string, desktop: string) =>
    account.kind === 'server' ? server : account.kind === 'desktop' && desktop;
  for (const account of accounts) {
    const { plan, onlineBytes, localBytes, licences, mailboxes } = account;
    add(plan === 'Select' && 'Online Backup Select Storage', onlineBytes && onlineBytes / 1e9);
    add(plan === 'Basic' && 'Online Backup Basic Storage', onlineBytes && onlineBytes / 1e9);
    add(plan.includes('BDR') && 'ShadowProtect BDR Storage', onlineBytes && onlineBytes / 1e9);
    add('Local Backup Storage', localBytes && localBytes / 1e9);
    add(heads(account, 'Online Backup # Servers', 'Online Backup # Desktops'), onlineBytes && 1);
    add(heads(account, 'Local Backup # Servers', 'Local Backup # Workstations'), localBytes && 1);
    add(heads(account, 'ShadowProtect BDR Servers', 'ShadowProtect BDR Wks'), licences);
    add(`${plan} # Mailboxes`, mailboxes);
  }
  return figures;
}
