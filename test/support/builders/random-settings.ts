import fc from 'fast-check';
import { ONLINE_STORAGE_IDS, ROUNDINGS, SERVICE_IDS, SERVICE_TOGGLES } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';

const id = fc.integer({ min: 1, max: 2_000_000_000 });
const name = fc.string({ minLength: 1, maxLength: 50 });
const named = fc.option(fc.record({ id, name }), { nil: null });
const product = fc.record({ id, identifier: name });
const service = fc.constantFrom(...SERVICE_IDS, 'own:a.b', 'own:dtc' as const);
const amount = fc.integer({ min: 0, max: 100 });
const choice = fc.record({ priority: named, type: named, subType: named });

/** Any settings that the schema of the settings takes, with consent, a user's name, names with dots and every kind of text. */
export const randomSettings: fc.Arbitrary<Settings> = fc
  .record({
    prefix: fc.stringMatching(/^[A-Za-z]{1,20}$/),
    managementSolution: fc.string({ maxLength: 100 }),
    storageUnit: fc.constantFrom('GB', 'GiB'),
    rounding: fc.constantFrom('two-decimals', 'whole-units-up'),
    roundingOf: fc.dictionary(service, fc.constantFrom(...ROUNDINGS)),
    countTrialAccounts: fc.boolean(),
    silentDays: fc.integer({ min: 1, max: 3650 }),
    health: fc.record({
      limits: fc.constantFrom(DEFAULT_SETTINGS.health.limits, { ...DEFAULT_SETTINGS.health.limits, server: 48 }),
      products: fc.array(
        fc.record({ product: fc.constantFrom('Direct*', 'BDR'), hours: fc.integer({ min: 1, max: 99 }) }),
      ),
    }),
    notices: fc.constantFrom(DEFAULT_SETTINGS.notices, {
      ...DEFAULT_SETTINGS.notices,
      noBackup: { ...DEFAULT_SETTINGS.notices.noBackup, server: { afterDays: 3, everyDays: 7 } },
    }),
    x360Storage: fc.option(fc.constantFrom(...ONLINE_STORAGE_IDS), { nil: null }),
    syncedParts: fc.record({
      backupStatistics: fc.boolean(),
      agreementParts: fc.boolean(),
      invoiceDescriptions: fc.boolean(),
    }),
    automatic: fc.record({
      statistics: fc.boolean(),
      tickets: fc.boolean(),
      quantities: fc.boolean(),
      invoiceDescriptions: fc.boolean(),
    }),
    automaticFor: fc.option(fc.record({ tenant: name, portal: name }), { nil: null }),
    toggles: fc.record(
      Object.fromEntries(SERVICE_TOGGLES.map((toggle) => [toggle, fc.boolean()])) as Record<
        (typeof SERVICE_TOGGLES)[number],
        fc.Arbitrary<boolean>
      >,
    ),
    products: fc.dictionary(service, product),
    flatFeeProducts: fc.array(fc.record({ id, identifier: name, isFlatFee: fc.boolean() }), { maxLength: 4 }),
    guards: fc.record({ jumpPercent: amount, jumpUnits: amount, jumpMoney: amount }),
    driftTolerance: fc.dictionary(service, fc.record({ percent: amount, units: amount })),
    rules: fc.subarray(DEFAULT_SETTINGS.rules),
    tickets: fc.record({
      board: named,
      newStatus: named,
      closedStatus: named,
      summaryPrefix: fc.string({ maxLength: 40 }),
      whenClosedByUser: fc.constantFrom('reopen', 'leave'),
      quietHours: fc.integer({ min: 0, max: 720 }),
      emailContact: fc.boolean(),
      choices: fc.dictionary(fc.constantFrom('error/server', 'warning/desktop', 'error/unknown'), choice),
    }),
    role: fc.constantFrom('syncer', 'viewer'),
    userName: fc.string({ maxLength: 100 }),
    inPage: fc.record({
      featuresOff: fc.subarray(['company-panel', 'ticket-guard']),
      selectors: fc.dictionary(fc.constantFrom('managedId', 'serialNumber'), fc.record({ labels: fc.array(name) })),
      taught: fc.constant<Settings['inPage']['taught']>([]),
    }),
  })
  .map((some) => ({ ...DEFAULT_SETTINGS, ...some }) as Settings);
