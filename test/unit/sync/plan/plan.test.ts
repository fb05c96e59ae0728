import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../lib/domain/change.ts';
import type { Account } from '../../../../lib/domain/portal-facts.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../lib/domain/settings.ts';
import { planCompany } from '../../../../lib/sync/plan/plan-company.ts';
import type { PortalSide } from '../../../../lib/sync/read/facts.ts';
import type { Observation } from '../../../../lib/sync/read/observation.ts';
import {
  account,
  addition,
  agreement,
  company,
  configuration,
  entry,
  facts,
  NOW,
  portalEvent,
  SETTINGS,
  SETUP,
} from '../../../support/builders/sync-records.ts';

function side(accounts: Account[] = [account({ id: '1001' })], members: Partial<PortalSide> = {}): PortalSide {
  return { customerId: '342', facts: facts(accounts), events: [], readAt: new Date(NOW).toISOString(), ...members };
}

function observed(members: Partial<Observation> = {}): Observation {
  return {
    company: company(),
    entries: [entry({ id: 1 }), entry({ id: 2, deviceType: 'BackupStats' })],
    customerIds: ['342'],
    agreements: [agreement()],
    readAgreements: [40],
    additions: [addition({ id: 500 })],
    configurations: [],
    setup: SETUP,
    sharedWith: {},
    readAt: new Date(NOW).toISOString(),
    ...members,
  };
}

/** The observation as it would be read after the changes were written. */
function written(observation: Observation, changes: readonly Change[]): Observation {
  const next = structuredClone(observation);
  for (const change of changes) {
    const values = Object.fromEntries(change.fields.map(({ field, to }) => [field, to]));
    if (change.op === 'create') next.configurations.push({ ...configuration({ id: 900 }), ...values });
    const tables = [next.entries, next.additions, next.configurations];
    const rows = tables[['managed-id-entry', 'addition', 'configuration'].indexOf(change.resource)] ?? [];
    const row = rows.find((candidate) => candidate.id === change.ref.id);
    if (row) Object.assign(row, values);
  }
  return next;
}

function plan(observation = observed(), sides = [side()], settings: Settings = SETTINGS, now = NOW) {
  return planCompany(sides, observation, settings, now);
}

const NEVER_WRITTEN = [
  'unitPrice',
  'unitCost',
  'product',
  'lessIncluded',
  'effectiveDate',
  'cancelledDate',
  'billCustomer',
];

describe('a plan', () => {
  it('is the same every time, changes nothing of a user’s, and is empty after it was applied', () => {
    const accounts = fc.array(
      fc.record({
        id: fc.stringMatching(/^[1-9]\d{0,5}$/),
        userName: fc.string({ maxLength: 120 }),
        kind: fc.constantFrom('server', 'desktop', 'appliance', 'mailboxes', 'unknown'),
        plan: fc.constantFrom('Select', 'Basic', 'Trial', 'Email Filtering', 'Something new'),
        onlineBytes: fc.option(fc.integer({ min: 0, max: 10 ** 13 }), { nil: undefined }),
        lastBackupAt: fc.option(fc.constant('2026-11-20T23:59:59.123Z'), { nil: undefined }),
      }),
      { maxLength: 6 },
    );
    const quantity = fc.double({ min: 0, max: 5000, noNaN: true });
    fc.assert(
      fc.property(accounts, quantity, fc.nat(40), (drafts, from, jobs) => {
        const unique = [
          ...new Map(drafts.map((draft) => [draft.id, account(draft as Partial<Account> & { id: string })])).values(),
        ];
        const events = Array.from({ length: jobs }, (_, index) =>
          portalEvent(`e${index}`, { accountId: unique[index % (unique.length || 1)]?.id ?? '1' }),
        );
        const observation = observed({ additions: [addition({ id: 500, quantity: from })] });
        const sides = [side(unique, { events })];
        const first = plan(observation, sides);
        expect(plan(observation, sides)).toEqual(first);
        const fields = first.changes.flatMap((change) => change.fields);
        expect(fields.filter(({ field }) => NEVER_WRITTEN.includes(field))).toEqual([]);
        expect(new Set(first.changes.map((change) => change.id)).size).toBe(first.changes.length);
        expect(plan(written(observation, first.changes), sides).changes).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('names each change, per field, with its effect on the invoice', () => {
    const { changes } = plan();
    expect(changes.at(-1)).toEqual({
      id: 'agreement-parts/addition/250/40/500',
      part: 'agreement-parts',
      resource: 'addition',
      op: 'update',
      ref: { companyId: 250, agreementId: 40, id: 500 },
      label: 'Addition “Select Storage” on “Managed Services”',
      fields: [
        { field: 'quantity', from: 95, to: 100 },
        {
          field: 'invoiceDescription',
          from: '',
          to: 'Select Online Backup Storage: 100.00 GB\nETV-Primary: 100.00 GB',
        },
      ],
      preconditions: [
        { field: 'product', value: { id: 100 } },
        { field: 'serialNumber', value: 'EFS-342' },
        { field: 'effectiveDate', value: '2026-01-01T00:00:00Z' },
        { field: 'cancelledDate', value: null },
        { field: 'lessIncluded', value: 0 },
      ],
      reason: 'The portal measures {100} for Select Online Backup Storage of EFS-342.',
      measured: [
        {
          service: 'online-select',
          title: 'Select Online Backup Storage',
          unit: 'GB',
          quantity: 100,
          rounding: 'two-decimals',
          parts: [{ name: 'ETV-Primary', accountId: '1001', amount: 100 }],
          moreParts: 0,
          excluded: [],
          moreExcluded: 0,
          source: 'efs-portal',
          readAt: '2026-11-21T12:00:00.000Z',
        },
      ],
      money: { from: 47.5, to: 50, currency: { symbol: '$', code: 'USD' }, cycle: 'Monthly' },
    });
  });

  it('zero usage never blanks an invoice description: it is omitted from the change', () => {
    const additions = [{ ...addition({ id: 1 }), quantity: 5, invoiceDescription: 'Storage, $0.50/GB' }];
    const { changes } = plan(observed({ additions }), [side([account({ id: '1', onlineBytes: 1e6 })])]);
    const fields = changes.filter(({ part }) => part === 'agreement-parts').flatMap((change) => change.fields);
    expect(fields).toEqual([{ field: 'quantity', from: 5, to: 0 }]);
  });

  it('a description by itself needs the same approval as its quantity', () => {
    const skipped = [{ path: 'accounts.2', value: '?', why: 'It has no id.', usage: true as const }];
    const unsure = side([account({ id: '1' })], { facts: facts([account({ id: '1' })], { skipped }) });
    const additions = [{ ...addition({ id: 1 }), quantity: 100 }];
    const [change] = plan(observed({ additions }), [unsure]).changes.filter(({ part }) => part === 'agreement-parts');
    expect(change?.fields.map(({ field }) => field)).toEqual(['invoiceDescription']);
    expect(change?.guard?.code).toBe('GUARD-INCOMPLETE');
  });

  it('skips invoice descriptions until the user agreed to have them replaced', () => {
    const off = { ...SETTINGS, syncedParts: DEFAULT_SETTINGS.syncedParts };
    const { changes } = plan(observed(), [side()], off);
    expect(changes.flatMap(({ fields }) => fields.map(({ field }) => field))).not.toContain('invoiceDescription');
  });

  it('has nothing of a sync that is switched off', () => {
    const off = {
      ...SETTINGS,
      syncedParts: { backupStatistics: false, agreementParts: false, invoiceDescriptions: false },
    };
    const nothing = plan(observed(), [side()], off);
    expect(nothing.changes).toEqual([]);
    expect(nothing.skipped.map(({ why }) => why)).toEqual([
      'Updating backup statistics is switched off in the settings.',
      'Updating them is switched off in the settings.',
    ]);
    const quantities = { ...off, syncedParts: { ...off.syncedParts, agreementParts: true } };
    expect(plan(observed(), [side()], quantities).changes.flatMap((change) => change.fields)).toEqual([
      { field: 'quantity', from: 95, to: 100 },
    ]);
  });
});

describe('agreement parts', () => {
  const reason = (observation: Observation, settings?: Settings) =>
    plan(observation, [side()], settings).skipped.find((one) => one.part === 'agreement-parts')?.why;

  it.each<[string, Partial<Observation>, RegExp]>([
    ['a cancelled line', { additions: [addition({ id: 1, cancelledDate: '2026-01-01T00:00:00Z' })] }, /is cancelled/],
    [
      'a malformed serial',
      { additions: [addition({ id: 1, serialNumber: 'efs 342' })] },
      /Correct the serial number first/,
    ],
    [
      'another company’s id',
      { additions: [addition({ id: 1, serialNumber: 'EFS-355' })] },
      /no managed id of this company/,
    ],
    [
      'a product without cross-reference',
      { additions: [addition({ id: 1, product: { id: 5, identifier: 'X' } })] },
      /No cross-reference/,
    ],
    ['a flat fee', { additions: [addition({ id: 1, description: 'Flat fee backup' })] }, /flat fee/],
    ['an expired agreement', { agreements: [agreement({ agreementStatus: 'Expired' })] }, /agreement is expired/],
    [
      'an agreement of another type',
      { agreements: [agreement({ type: { id: 8, name: 'Block Time' } })] },
      /of the type Managed Services; this one is of the type Block Time/,
    ],
    ['a line entered twice', { additions: [addition({ id: 1 }), addition({ id: 2 })] }, /billed twice/],
  ])('skips %s and shows why', (_case, members, why) => {
    expect(reason(observed(members))).toMatch(why);
    expect(plan(observed(members)).changes.filter((change) => change.part === 'agreement-parts')).toEqual([]);
  });

  it('skips a service that is switched off', () => {
    const settings = { ...SETTINGS, toggles: { ...SETTINGS.toggles, 'online-storage': false } };
    expect(reason(observed(), settings)).toMatch(/switched off/);
  });

  it('does not even mention lines that are unrelated to backup', () => {
    const additions = [addition({ id: 1, serialNumber: '', product: { id: 5, identifier: 'Phone' } })];
    expect(reason(observed({ additions }))).toBeUndefined();
  });

  it('guards a jump and a drop to zero, and writes usage below the allowance', () => {
    const guard = (members: object, accounts?: Account[]) =>
      plan(observed({ additions: [{ ...addition({ id: 1 }), ...members }] }), [side(accounts)]).changes.find(
        (change) => change.part === 'agreement-parts',
      )?.guard?.code;
    expect(guard({})).toBeUndefined();
    expect(guard({ quantity: 10 })).toBe('GUARD-JUMP');
    expect(guard({ lessIncluded: 1_000 })).toBeUndefined();
    expect(guard({}, [account({ id: '1', onlineBytes: 1 })])).toBe('GUARD-ZERO');
  });
});

describe('what the portal does not report', () => {
  const ofLine = (accounts: Account[], members: object = {}) => {
    const { changes, skipped } = plan(observed({ additions: [addition({ id: 1, ...members })] }), [side(accounts)]);
    const change = changes.find(({ part }) => part === 'agreement-parts');
    return {
      fields: change?.fields,
      guard: change?.guard?.code,
      why: skipped.find(({ part }) => part === 'agreement-parts')?.why,
    };
  };

  it('a reported 0 of storage is planned and held; storage that is not reported is named', () => {
    const zero = { fields: [{ field: 'quantity', from: 95, to: 0 }], guard: 'GUARD-ZERO', why: undefined };
    expect(ofLine([account({ id: '1', onlineBytes: 0 })])).toEqual(zero);
    expect(ofLine([account({ id: '1', onlineBytes: 0 }), account({ id: '2', onlineBytes: 0 })])).toEqual(zero);
    expect(ofLine([account({ id: '1', onlineBytes: 0 })], { quantity: 0 }).fields).toBeUndefined();
    const { onlineBytes: _, ...silent } = account({ id: '1' });
    const named = 'Not checked: the portal does not report Select Online Backup Storage.';
    expect(ofLine([silent])).toEqual({ fields: undefined, guard: undefined, why: named });
    expect(ofLine([account({ id: '1', plan: 'Diamond' })]).why).toBe(named);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE * 2, -5e9])(
    'usage of %d bytes is never written, neither as a quantity nor in a description or a statistic',
    (onlineBytes) => {
      const { fields, why } = ofLine([account({ id: '1', onlineBytes })]);
      expect(fields).toBeUndefined();
      expect(why).toContain('is no valid quantity');
      const numbers = plan(observed(), [side([account({ id: '1', onlineBytes })])]).changes.flatMap((change) =>
        change.fields.map(({ to }) => to).filter((to) => typeof to === 'number'),
      );
      expect(numbers.every((to) => Number.isFinite(to) && to >= 0)).toBe(true);
    },
  );

  const x360 = (accounts: Account[], members: Partial<PortalSide> = {}) =>
    side([], { facts: facts(accounts, { source: 'x360recover' }), ...members });
  const history = { month: '2026-11', accounts: { 1001: { successes: 20, failed: 1, incomplete: 2 } } };
  const counts = ['backupSuccesses', 'backupFailed', 'backupIncomplete'];
  const jobs = ['successfulBackupJobs', 'failedBackupJobs'];
  const written = (sides: PortalSide[], observation = observed()) =>
    new Map(
      plan(observation, sides).changes.flatMap(({ fields }) => fields.map(({ field, to }) => [field, to] as const)),
    );

  it('job counts come from the job history of x360Recover, never from derived events', () => {
    const fields = written([x360([account({ id: '1001' })], { jobs: history, events: [portalEvent('1')] })]);
    expect(counts.map((field) => fields.get(field))).toEqual([20, 1, 2]);
    expect(jobs.map((field) => fields.get(field))).toEqual([20, 1]);
  });

  it('counts that the portal does not report are omitted, never 0, with the reason', () => {
    const unknown = { month: '2026-11', accounts: {}, unknown: 'The portal gives no job history.' };
    const sides = [x360([account({ id: '1001' })], { jobs: unknown, events: [portalEvent('1')] })];
    expect([...counts, ...jobs].filter((field) => written(sides).has(field))).toEqual([]);
    expect(written(sides).get('lastBackupDate')).toBe('2026-11-21T02:00:00.000Z');
    expect(plan(observed(), sides).skipped).toContainEqual({
      part: 'backup-statistics',
      label: 'Job results of EFS-342',
      why: 'Not written: The portal gives no job history.',
    });
  });

  it('last month’s counts do not become this month’s', () => {
    const stored = configuration({ id: 900, backupSuccesses: 9, backupYear: 2026, backupMonth: 10 });
    const fields = written([x360([account({ id: '1001' })])], observed({ configurations: [stored] }));
    expect([...counts, 'backupYear', 'backupMonth'].filter((field) => fields.has(field))).toEqual([]);
  });

  it('an appliance without machines below it has no list of protected devices', () => {
    expect(written([side([account({ id: '1', kind: 'appliance' })])]).has('backupProtectedDeviceList')).toBe(false);
  });

  it('parked and silent devices are in no quantity, total, description or statistics, and are named', () => {
    const parked = account({ id: '2', userName: 'Old PC', kind: 'desktop', lastStatus: 'PARKED' });
    const silent = account({ id: '3', userName: 'Attic', kind: 'desktop', lastBackupAt: '2009-05-01T00:00:00Z' });
    const sides = [
      side([account({ id: '1001' }), parked, { ...silent, lastErrorFreeBackupAt: '2009-05-01T00:00:00Z' }]),
    ];
    const { changes, skipped } = plan(observed(), sides);
    // They are in what a quantity comes from alone, as not counted.
    expect(changes.at(-1)?.measured?.[0]).toMatchObject({
      parts: [{ name: 'ETV-Primary' }],
      excluded: [{ name: 'Old PC' }, { name: 'Attic' }],
    });
    const written = (some: Change[]) => some.map(({ measured, ...change }) => change);
    expect(JSON.stringify(written(changes))).not.toMatch(/Old PC|Attic/);
    expect(written(changes)).toEqual(written(plan().changes));
    expect(skipped).toEqual([
      { part: 'agreement-parts', label: 'EFS-342', why: '2 parked devices are not counted: Old PC, Attic.' },
    ]);
  });

  it('nothing is counted where this browser knows only the end of the month’s events, whatever it has stored', () => {
    const seen = { eventsSince: '2026-11-20T00:00:00.000Z', events: [portalEvent('1')] };
    const sides = [side([account({ id: '1001' })], seen)];
    expect([...counts, ...jobs].filter((field) => written(sides).has(field))).toEqual([]);
    expect(plan(observed(), sides).skipped[0]?.why).toContain('since {2026-11-20} only');
  });
});

describe('facts that were understood only in part', () => {
  const unread = { path: 'accounts[1].onlineBytes', value: '-1', why: 'left out', usage: true as const };
  const parts = (members: object, settings?: Settings) => {
    const sides = [side([], { facts: facts([account({ id: '1001' })], members) })];
    return plan(observed(), sides, settings).changes.filter((change) => change.part === 'agreement-parts');
  };

  it('hold a quantity for approval, since it may be too low', () => {
    expect(parts({})[0]?.guard).toBeUndefined();
    expect(parts({ skipped: [unread] })).toMatchObject([
      { guard: { code: 'GUARD-INCOMPLETE', message: expect.stringContaining('accounts[1].onlineBytes (-1)') } },
    ]);
  });
});

describe('backup statistics', () => {
  const NOVEMBER = { backupYear: 2026, backupMonth: 11 };

  it('count the month, and never go down within it', () => {
    const stored = configuration({ id: 3, ...NOVEMBER, backupSuccesses: 20, backupFailed: 0 });
    const events = [portalEvent('a'), portalEvent('b', { severity: 'error', type: 'backup-failed' })];
    const planned = plan(observed({ configurations: [stored] }), [side(undefined, { events })]);
    const fields = planned.changes[0]?.fields.map(({ field, to }) => [field, to]);
    expect(fields).toContainEqual(['backupFailed', 1]);
    expect(fields?.map(([field]) => field)).not.toContain('backupSuccesses');
    const report = planned.changes.find((change) => change.ref.id === 2)?.fields;
    expect(report).toEqual([
      { field: 'successfulBackupJobs', from: null, to: 20 },
      { field: 'failedBackupJobs', from: null, to: 1 },
    ]);
  });

  it('name the type of a new configuration, for the preview', () => {
    const made = plan(observed({ configurations: [] }), [side()]).changes.find(({ op }) => op === 'create');
    expect(made?.fields).toContainEqual({ field: 'type', from: null, to: { id: 9, name: 'Backup Stats' } });
  });

  it('start again in a new month', () => {
    const stored = configuration({ id: 3, ...NOVEMBER, backupSuccesses: 20 });
    const december = Date.parse('2026-12-01T06:00:00.000Z');
    const planned = plan(observed({ configurations: [stored] }), [side()], SETTINGS, december);
    expect(planned.changes[0]?.fields).toContainEqual({ field: 'backupSuccesses', from: 20, to: 0 });
    expect(planned.changes[0]?.fields).toContainEqual({ field: 'backupMonth', from: 11, to: 12 });
  });

  it('report what to create when ConnectWise lacks the configuration type', () => {
    const setup = { ...SETUP, configurationTypes: [] };
    expect(plan(observed({ setup })).skipped[0]?.why).toContain('no configuration type “Backup Stats”');
  });

  it('are not kept for mailbox services, and not for configurations that a user switched off', () => {
    const mailboxes = plan(observed(), [side([account({ id: '1', kind: 'mailboxes', plan: 'Email Filtering' })])]);
    expect(mailboxes.changes.filter((change) => change.resource === 'configuration')).toEqual([]);
    const off = plan(observed({ configurations: [configuration({ id: 3, activeFlag: false })] }));
    expect(off.skipped[0]?.why).toContain('inactive');
  });
});

describe('the management report', () => {
  it('goes to the older of two equal entries, and names the duplicate', () => {
    const entries = [entry({ id: 5 }), entry({ id: 1 }), entry({ id: 2, deviceType: 'BackupStats' })];
    const planned = plan(observed({ entries }));
    const ids = planned.changes.filter((change) => change.part === 'management-report').map((change) => change.ref.id);
    expect(ids).toEqual([1, 2]);
    expect(planned.skipped).toContainEqual({
      part: 'management-report',
      label: 'Managed-id entry EFS-342, Workstations and Servers (record 5)',
      why: 'It is a duplicate of record 1.',
    });
  });

  it('skips entries of another management solution', () => {
    const entries = [entry({ id: 1, managementSolution: { id: 8, name: 'LabTech' } })];
    const why = plan(observed({ entries })).skipped.map((one) => one.why);
    expect(why).toEqual(['It belongs to another management solution.', 'The company has no entry for Backup Stats.']);
  });
});

describe('one EFS id of several customers', () => {
  it.each<[string, Partial<Observation>, Partial<PortalSide>, string]>([
    ['that the portal does not know', {}, { facts: null }, 'The portal has no such customer.'],
    ['without a single account', {}, { facts: facts([]) }, 'The portal lists no account of this customer.'],
    [
      'that is on another company too',
      { sharedWith: { 342: [{ id: 251, name: 'Joe TV Repair' }] } },
      {},
      "It is on Eddie's TV Repair (250) and Joe TV Repair (251), so nothing is written to any of them: one customer belongs to one company.",
    ],
    [
      'of an inactive company',
      { company: company({ statusName: 'Inactive' }) },
      {},
      'The company has the status “Inactive”.',
    ],
  ])('%s is skipped', (_case, members, sideMembers, why) => {
    const planned = plan(observed(members), [side(undefined, sideMembers)]);
    expect(planned.changes).toEqual([]);
    expect(planned.skipped).toContainEqual({ part: 'management-report', label: 'EFS-342', why, entireCustomer: true });
  });
});

describe('a customer that may be another company’s', () => {
  const all: Settings = { ...SETTINGS, syncedParts: { ...SETTINGS.syncedParts, invoiceDescriptions: true } };
  const client = (name: string) => [
    side([], {
      facts: facts([account({ id: '1001' })], {
        source: 'x360recover',
        customer: { id: '342', name, active: true },
      }),
      jobs: { month: '2026-11', accounts: { 1001: { successes: 20, failed: 1, incomplete: 2 } } },
    }),
  ];

  it('has nothing written without approval: no device, counter, total, quantity or description', () => {
    const { changes } = plan(observed(), client('Angry Fox'), all);
    expect(new Set(changes.map(({ part }) => part))).toEqual(
      new Set(['backup-statistics', 'management-report', 'agreement-parts']),
    );
    expect(changes.map(({ guard }) => guard?.message)).toEqual(
      changes.map(() => expect.stringContaining('make sure that the customer is this company’s')),
    );
    expect(changes.find(({ part }) => part === 'backup-statistics')?.guard?.code).toBe('GUARD-CUSTOMER');
  });

  it('is not held where the names agree', () => {
    const { changes } = plan(observed(), client("Eddie's TV Repair, Inc."), all);
    expect(changes.filter(({ guard }) => guard?.code === 'GUARD-CUSTOMER')).toEqual([]);
  });
});
