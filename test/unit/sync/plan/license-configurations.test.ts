import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import type { Configuration } from '../../../../lib/domain/connectwise-records.ts';
import type { Account, CustomerFacts } from '../../../../lib/domain/portal-facts.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { createSameRecord } from '../../../../lib/sync/apply/find-created.ts';
import { planCompany } from '../../../../lib/sync/plan/plan-company.ts';
import type { SetupTables } from '../../../../lib/sync/read/setup-tables.ts';
import {
  account,
  company,
  configuration,
  entry,
  facts,
  NOW,
  SETTINGS,
  SETUP,
} from '../../../support/builders/sync-records.ts';

const ON: Settings['toggles'] = { ...SETTINGS.toggles, 'email-archiving': true, 'email-filtering': true };
const BACKUP_STATS = { id: 9, name: 'Backup Stats' };
const LICENSE = { id: 12, name: 'License' };
const WITH_LICENSE: SetupTables = { ...SETUP, configurationTypes: [BACKUP_STATS, LICENSE] };

const mailboxes = (members: Partial<Account> = {}) =>
  account({ id: '7', userName: 'mail', plan: 'Email Archiving', kind: 'mailboxes', mailboxes: 22, ...members });

const stored = (members: Partial<Configuration> = {}) =>
  configuration({
    id: 3,
    name: 'Email Archiving # Mailboxes',
    type: LICENSE,
    deviceIdentifier: 'EFS-342:email-archiving',
    vendorNotes: 'Quantity: 22 mailboxes\nmail: 22 mailboxes',
    ...members,
  });

interface Case {
  accounts?: Account[];
  configurations?: Configuration[];
  setup?: SetupTables;
  settings?: Partial<Settings>;
  of?: Partial<CustomerFacts>;
  unreadable?: boolean;
}

function planned({
  accounts = [mailboxes()],
  configurations = [],
  setup = WITH_LICENSE,
  settings,
  of,
  unreadable,
}: Case) {
  const row = { path: '/company/configurations/5', id: 5, field: 'type', value: '{}' };
  const observation = {
    company: company(),
    entries: [entry({ id: 1 }), entry({ id: 2, deviceType: 'BackupStats' })],
    customerIds: ['342'],
    agreements: [],
    readAgreements: [],
    additions: [],
    configurations,
    setup,
    sharedWith: {},
    readAt: new Date(NOW).toISOString(),
    ...(unreadable && { unreadable: { entries: [], agreements: [], additions: [], configurations: [row] } }),
  };
  const side = { customerId: '342', facts: facts(accounts, of), events: [], readAt: new Date(NOW).toISOString() };
  const { changes, skipped } = planCompany([side], observation, { ...SETTINGS, toggles: ON, ...settings }, NOW);
  const isLicense = ({ id }: Change) => id.startsWith('backup-statistics/license/');
  return {
    licenses: changes.filter(isLicense),
    others: changes.filter((change) => !isLicense(change)),
    why: skipped.filter(({ part }) => part === 'backup-statistics').map(({ label, why }) => `${label}: ${why}`),
  };
}

describe('license configurations', () => {
  it('are made where there is a quantity, with the accounts that it is made of', () => {
    const { licenses, why } = planned({});
    expect(licenses).toMatchObject([
      {
        id: 'backup-statistics/license/250/EFS-342:email-archiving',
        part: 'backup-statistics',
        resource: 'configuration',
        op: 'create',
        ref: { companyId: 250 },
        label: 'Email Archiving # Mailboxes of EFS-342',
        fields: [
          { field: 'name', from: null, to: 'Email Archiving # Mailboxes' },
          { field: 'type', from: null, to: LICENSE },
          { field: 'deviceIdentifier', from: null, to: 'EFS-342:email-archiving' },
          { field: 'vendorNotes', from: null, to: 'Quantity: 22 mailboxes\nmail: 22 mailboxes' },
        ],
        measured: [{ service: 'email-archiving', quantity: 22 }],
      },
    ]);
    expect(licenses[0]?.guard).toBeUndefined();
    expect(why).toEqual([]);
  });

  it('are one for each license service, and none for services of the type Backup Stats', () => {
    const bdr = { plan: 'ShadowProtect BDR', licences: 1 };
    const accounts = [
      account({ id: '1', ...bdr }),
      account({ id: '2', userName: 'PC', kind: 'desktop', ...bdr }),
      mailboxes(),
      mailboxes({ id: '8', plan: 'Email Filtering' }),
    ];
    const ids = planned({ accounts }).licenses.map(({ id }) => id.split(':').at(-1));
    expect(ids).toEqual(['sp-servers', 'sp-desktops', 'email-archiving', 'email-filtering']);
  });

  it('stay as they are when nothing changed, and get the new quantity when it did', () => {
    expect(planned({ configurations: [stored()] }).licenses).toEqual([]);
    // ConnectWise may answer with other line ends.
    expect(
      planned({ configurations: [stored({ vendorNotes: 'Quantity: 22 mailboxes\r\nmail: 22 mailboxes\r\n' })] })
        .licenses,
    ).toEqual([]);
    const [change] = planned({ configurations: [stored({ vendorNotes: 'Quantity: 20 mailboxes' })] }).licenses;
    expect(change).toMatchObject({
      op: 'update',
      ref: { companyId: 250, id: 3 },
      fields: [{ field: 'vendorNotes', to: 'Quantity: 22 mailboxes\nmail: 22 mailboxes' }],
      preconditions: [{ field: 'deviceIdentifier', value: 'EFS-342:email-archiving' }],
    });
  });

  it('a name that a user gave stays', () => {
    expect(planned({ configurations: [stored({ name: 'Archive (contract 12)' })] }).licenses).toEqual([]);
  });

  it('none is made for a quantity of 0; one that is there waits for approval before it says 0', () => {
    const accounts = [mailboxes({ mailboxes: 0 })];
    expect(planned({ accounts }).licenses).toEqual([]);
    const [change] = planned({ accounts, configurations: [stored()] }).licenses;
    expect(change?.fields).toMatchObject([{ field: 'vendorNotes', to: 'Quantity: 0 mailboxes' }]);
    expect(change?.guard?.code).toBe('GUARD-ZERO');
    const zero = stored({ vendorNotes: 'Quantity: 0 mailboxes' });
    expect(planned({ accounts, configurations: [zero] })).toMatchObject({ licenses: [], why: [] });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -3])('a quantity of %d is none', (amount) => {
    expect(planned({ accounts: [mailboxes({ mailboxes: amount })] }).licenses).toEqual([]);
    expect(planned({ accounts: [mailboxes({ mailboxes: amount })], configurations: [stored()] }).licenses).toEqual([]);
  });

  it('what the portal does not report stays, and is named where a configuration is there', () => {
    const accounts = [account({ id: '1001' })];
    expect(planned({ accounts })).toMatchObject({ licenses: [], why: [] });
    expect(planned({ accounts, configurations: [stored()] })).toMatchObject({
      licenses: [],
      why: [
        'Email Archiving # Mailboxes of EFS-342: The portal does not report it, so configuration 3 stays as it is.',
      ],
    });
  });

  it.each([
    ['the service is off', { toggles: { ...ON, 'email-archiving': false } }],
    ['statistics are off', { syncedParts: { ...SETTINGS.syncedParts, backupStatistics: false } }],
  ])('nothing is written or named where %s', (_, settings) => {
    const off = planned({ settings, configurations: [stored({ vendorNotes: '' })] });
    expect(off).toMatchObject({ licenses: [], why: [] });
  });

  it('an inactive one is left and named', () => {
    expect(planned({ configurations: [stored({ activeFlag: false, vendorNotes: '' })] })).toMatchObject({
      licenses: [],
      why: ['Email Archiving # Mailboxes of EFS-342: Its configuration in ConnectWise is inactive.'],
    });
  });

  it('of two the oldest is kept up to date, and the other one is named', () => {
    const { licenses, why } = planned({ configurations: [stored({ id: 8 }), stored({ vendorNotes: '' })] });
    expect(licenses.map(({ ref }) => ref.id)).toEqual([3]);
    expect(why).toEqual([
      'Email Archiving # Mailboxes of EFS-342: Configuration 8 is the same service as 3, which is kept up to date. Delete 8 in ConnectWise.',
    ]);
  });

  it('none is made while a configuration could not be read', () => {
    const { licenses, why } = planned({ unreadable: true });
    expect(licenses).toEqual([]);
    expect(why.at(-1)).toContain('No configuration is created: it may be configuration 5');
  });

  it('wait for approval where the usage may be higher, or the customer another one', () => {
    const skipped = [{ path: 'accounts[1].mailboxes', value: '-1', why: 'left out', usage: true as const }];
    expect(planned({ of: { skipped } }).licenses[0]?.guard?.code).toBe('GUARD-INCOMPLETE');
    const customer = { id: '342', name: 'Lakeside Dental', active: true };
    expect(planned({ of: { customer } }).licenses[0]?.guard).toMatchObject({
      code: 'GUARD-CUSTOMER',
      customer: { id: '342' },
    });
  });
});

describe('an account whose id is the name of a service', () => {
  const accounts = [account({ id: 'email-archiving' }), mailboxes()];

  it('has a configuration and a change of its own', () => {
    const { licenses, others } = planned({ accounts });
    const made = [...licenses, ...others].filter(({ resource }) => resource === 'configuration');
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
    expect(made.map(({ fields }) => fields.find(({ field }) => field === 'type')?.to)).toEqual([LICENSE, BACKUP_STATS]);
  });

  it('is not the record that an unclear create of the service may have made', () => {
    const { licenses, others } = planned({ accounts });
    const [license] = licenses;
    const statistics = others.find(({ resource }) => resource === 'configuration');
    if (!license || !statistics) throw new Error('Both are planned.');
    expect(createSameRecord(license, statistics)).toBe(false);
    expect(createSameRecord(license, structuredClone(license))).toBe(true);
  });

  it('is not taken for the service', () => {
    const { licenses, others } = planned({ accounts, configurations: [stored({ vendorNotes: '' })] });
    expect(licenses).toMatchObject([{ op: 'update', ref: { id: 3 } }]);
    expect(others.find(({ resource }) => resource === 'configuration')).toMatchObject({ op: 'create' });
  });
});

describe('without a type License to use', () => {
  const noted = (configurationTypes: SetupTables['configurationTypes'], accounts?: Account[], more: Case = {}) =>
    planned({ ...more, ...(accounts && { accounts }), setup: { ...SETUP, ...more.setup, configurationTypes } });

  it('it says once what to create, and everything else is planned', () => {
    const accounts = [mailboxes(), mailboxes({ id: '8', plan: 'Email Filtering' }), account({ id: '1001' })];
    const { licenses, others, why } = noted([BACKUP_STATS], accounts);
    expect(licenses).toEqual([]);
    expect(others.some(({ resource }) => resource === 'configuration')).toBe(true);
    expect(why).toEqual([
      'License configurations: ConnectWise has no configuration type “License”: create it under Setup Tables › Configuration.',
    ]);
  });

  it('it says nothing where no license service has a quantity', () => {
    expect(noted([BACKUP_STATS], [account({ id: '1001' }), mailboxes({ mailboxes: 0 })]).why).toEqual([]);
  });

  it('an inactive type is not used, and named as such', () => {
    const { licenses, why } = noted([BACKUP_STATS, { ...LICENSE, inactiveFlag: true }]);
    expect(licenses).toEqual([]);
    expect(why).toEqual([
      'License configurations: The configuration type “License” is inactive: activate it under Setup Tables › Configuration.',
    ]);
  });

  it('a type that could not be read may be the one', () => {
    const row = { path: '/company/configurations/types/12', id: 12, field: 'name', value: 'null' };
    const { why } = noted([BACKUP_STATS], undefined, { setup: { ...SETUP, unreadable: [row] } });
    expect(why.at(-1)).toContain('“License” may be configuration type 12');
  });

  it('licenses are kept where the type Backup Stats is missing', () => {
    expect(noted([LICENSE]).licenses).toHaveLength(1);
  });
});
