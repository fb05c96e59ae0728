import type { ServiceToggle } from '../../../lib/domain/service.ts';

export const SERVICES_SECTION = {
  label: 'Services and products',
  heading: 'Services & products',
  lead: 'What is synced into ConnectWise, and which product bills which service.',
} as const;

/** What is synced, in which unit. */
export const SYNC_SETTINGS = {
  heading: 'ConnectWise',
  solution: {
    label: 'Management solution',
    none: 'Choose one …',
    hint: 'System › Setup Tables › Management IT Solution.',
    typedHint: 'Its name in System › Setup Tables › Management IT Solution.',
    unknown: (name: string, known: string) => `ConnectWise has no management solution “${name}”. It has: ${known}.`,
  },
  unit: { label: 'Storage unit', GB: 'GB (1,000,000,000 bytes)', GiB: 'GiB (1,073,741,824 bytes)' },
  rounding: { label: 'Rounding of storage', twoDecimals: 'Two decimals', wholeUnits: 'Up to whole units' },
  statistics: {
    label: 'Update backup statistics',
    hint: 'Configurations and the executive management report.',
  },
  quantities: 'Update agreement quantities',
  descriptions: {
    label: 'Update invoice descriptions',
    hint: 'Replaces the description of each line by the template below; every change is in the preview.',
  },
  silent: {
    label: 'Devices without a backup count as parked after',
    days: (n: number) => `${n} days`,
    hint: 'Parked devices are shown and counted nowhere.',
  },
  storage: {
    label: 'x360Recover cloud storage is billed as',
    none: 'Not chosen',
    hint: 'Until a service is chosen, its quantities need approval.',
  },
} as const;

/** The labels of docs/reference/setup-guides.md#figure-9b. */
export const TOGGLE_LABELS: Record<ServiceToggle, string> = {
  'online-storage': 'Online Backup Storage',
  'online-computers': 'Online Backup # Computers',
  'local-storage': 'Local Backup Storage',
  'local-licenses': 'Local Backup Licenses',
  'email-archiving': 'Email Archiving',
  'email-filtering': 'Email Filtering',
  'other-licenses': 'Other Licenses',
};

/** One service, with the product that bills it. */
export const SERVICE = {
  chosenHere: 'chosen here',
  crossReferenced: 'from the cross-reference',
  blankLevel: '(blank)',
  /** The unit of what is counted. */
  computers: 'computers',
  noProduct: 'No product: nothing is billed',
  useCrossReference: 'Use cross-reference',
  /** Of a service without a cross-reference. */
  removeProduct: 'Remove product',
  choose: 'Choose product',
  productFor: (service: string) => `Product for ${service}`,
} as const;

export const PRODUCT_PICKER = {
  placeholder: 'Search by product ID or description',
  none: (text: string) => `No product contains “${text}”.`,
} as const;

/** The products of which no quantity is written. */
export const FLAT_FEES = {
  heading: 'Flat-fee products',
  hint: 'The quantity of a flat-fee product is never written. Until you decide, a product whose name says so counts as one.',
  byName: (description: string) => `Flat fee by its name: ${description}`,
  isFlatFee: 'Flat fee',
  isNone: 'Not a flat fee',
  mark: 'Mark a product as flat fee',
  product: 'Flat-fee product',
} as const;
