import type { AccountKind } from '../../../lib/domain/portal-facts.ts';
import type { Rounding, ServiceUnit } from '../../../lib/domain/service.ts';

const UNITS: Record<ServiceUnit, string> = {
  GB: 'Storage (GB)',
  count: 'Computers',
  mailboxes: 'Mailboxes',
  seats: 'Seats',
  units: 'Units',
};

const KINDS: Record<AccountKind, string> = {
  server: 'Servers',
  desktop: 'Workstations',
  appliance: 'Appliances',
  mailboxes: 'Mailbox services',
  unknown: 'Unknown kind',
};

const ROUNDINGS: Record<Rounding, string> = {
  'two-decimals': 'Two decimals',
  'whole-units': 'To the nearest whole unit',
  'whole-units-up': 'Up to whole units',
  'as-reported': 'As the portal reports it',
};

/** Services beyond those of the guides. */
export const OWN_SERVICES = {
  heading: 'More services',
  hint: 'What your portal measures beyond the services above, or sums and parts of it. Each service has a product of its own.',
  add: 'Add a service that bills',
  choose: 'Choose a measure …',
  none: 'No further service is billed.',
  groups: {
    accounts: 'Devices and accounts',
    x360: 'x360Recover’s counters',
    lastMonth: 'What Axcient billed last month',
    thisMonth: 'What Axcient bills this month',
  },
  edit: 'Edit',
  done: 'Done',
  remove: 'Remove',
  removed: (title: string) => `“${title}” will be removed when you save.`,
  putBack: 'Put back',
  sharedProduct:
    'Another service bills the same product, so that the quantities of both are added. Choose another product if they count the same devices.',
} as const;

export const OWN_SERVICE = {
  units: UNITS,
  kinds: KINDS,
  on: (title: string) => `Bill ${title}`,
  title: 'Name',
  unit: 'Unit',
  measures: 'Sum of',
  otherMeasures: 'Other measures, by id',
  otherMeasuresHint: 'Separated by commas, e.g. billing.last-month.x360Recover.newMember.',
  filters: 'Only of these accounts',
  filtersHint: 'What the portal gives for a customer as a whole cannot be filtered.',
  kindsLabel: 'Device classes (none ticked: all)',
  plans: 'Plans or products',
  names: 'Names',
  exceptNames: 'But not these names',
  patternHint: '* is any characters, ? is one; separated by commas. Empty: all.',
  exceptHint: 'Separated by commas. Empty: none is left out.',
  silent: 'Not counted after days without a backup',
  silentHint: 'Empty: as for all services.',
  deduct: 'Free of charge',
  deductPer: { label: 'Free of charge per', customer: 'Customer', account: 'Account' },
  type: 'Cross-reference Type',
  level: 'Cross-reference Level',
  referenceHint: 'Empty: no cross-reference; the product is chosen here.',
  noTitle: 'Enter a name, e.g. Direct-to-Cloud servers.',
  sameTitle: (title: string) => `Another service is named “${title}”. Enter a different name.`,
  noMeasure: 'Tick at least one measure.',
  misfit: (measure: string, unit: string) =>
    `“${measure}” cannot be counted in “${unit}”. Untick it or choose another unit.`,
  noNumber: 'Enter a number of 0 or more.',
  noDays: 'Enter whole days from 1 to 3,650, or leave it empty.',
} as const;

export const ROUNDING_CHOICE = {
  label: 'Rounding',
  list: 'Rounding by service',
  of: (service: string) => `Rounding of ${service}`,
  standard: 'As set above',
  words: ROUNDINGS,
} as const;
