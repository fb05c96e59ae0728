import { billedMeasure } from './billed-usage.ts';
import type { UsageSource } from './portal-facts.ts';
import type { ServiceUnit } from './service.ts';

/**
 * What the sources measure, as the parts that a service of one's own is the sum of (docs/reference/rules.md#services). A measure
 * of accounts has an amount per account, so it can be filtered; one of the customer is given as a whole.
 */
export interface Measure {
  id: string;
  title: string;
  unit: 'bytes' | 'count';
  of: 'accounts' | 'customer';
  sources: readonly UsageSource[];
}

const ALL: readonly UsageSource[] = ['x360recover', 'efs-portal', 'file'];

export const ACCOUNT_MEASURES = [
  { id: 'cloud-bytes', title: 'Cloud storage', unit: 'bytes', of: 'accounts', sources: ALL },
  { id: 'vault-bytes', title: 'Private vault storage', unit: 'bytes', of: 'accounts', sources: ['x360recover'] },
  { id: 'local-bytes', title: 'Local storage', unit: 'bytes', of: 'accounts', sources: ALL },
  { id: 'devices', title: 'Devices', unit: 'count', of: 'accounts', sources: ALL },
  { id: 'mailboxes', title: 'Mailboxes', unit: 'count', of: 'accounts', sources: ['efs-portal', 'file'] },
  { id: 'licences', title: 'Licenses', unit: 'count', of: 'accounts', sources: ['efs-portal', 'file'] },
] as const satisfies Measure[];
export type AccountMeasureId = (typeof ACCOUNT_MEASURES)[number]['id'];

/** The groups in which x360Recover counts a client's devices (docs/reference/portals.md#records: `devices_counters`). */
const DEVICE_GROUPS = [
  { word: 'appliance_based', id: 'appliance', title: 'Appliance' },
  { word: 'd2c', id: 'd2c', title: 'Direct-to-Cloud' },
  { word: 'cloud_archive', id: 'cloud-archive', title: 'Cloud archive' },
] as const;
const DEVICE_TYPES = [
  { word: 'SERVER', id: 'server', title: 'servers' },
  { word: 'WORKSTATION', id: 'workstation', title: 'workstations' },
] as const;

const COUNTER_MEASURES: readonly Measure[] = DEVICE_GROUPS.flatMap((group) =>
  DEVICE_TYPES.map((type) => ({
    id: `x360.${group.id}.${type.id}`,
    title: `${group.title} ${type.title}`,
    unit: 'count' as const,
    of: 'customer' as const,
    sources: ['x360recover'] as const,
  })),
);

/** The measure of a counter of x360Recover, by its own words; undefined for a group or type that is not known. */
export function counterMeasure(group: string, type: string): string | undefined {
  const inGroup = DEVICE_GROUPS.find(({ word }) => word === group);
  const ofType = DEVICE_TYPES.find(({ word }) => word === type);
  return inGroup && ofType && `x360.${inGroup.id}.${ofType.id}`;
}

/** Billed usage by product and member, as Axcient names them (docs/reference/portals.md#billing-usage); there may be others. */
const BILLED: Record<string, readonly string[]> = {
  x360Recover: [
    'applianceServer',
    'applianceServerLinux',
    'applianceWorkstation',
    'cloudServer',
    'cloudServerLinux',
    'cloudWorkstation',
    'cloudStorage',
    'd2cServer',
    'd2cServerLinux',
    'd2cWorkstation',
    'd2cPrivateServer',
    'd2cPrivateServerLinux',
    'd2cPrivateWorkstation',
    'privateServer',
    'privateServerLinux',
    'privateWorkstation',
    'virtualOffice',
  ],
  x360Cloud: ['seats'],
  x360Sync: ['seats'],
};

const BILLED_MEASURES: readonly Measure[] = (['last', 'this'] as const).flatMap((month) =>
  Object.entries(BILLED).flatMap(([product, members]) =>
    members.map((member) => figureMeasure(billedMeasure(month, { product, member }))),
  ),
);

/** Measures that are known beforehand. Others turn up in what a source reports: `figureMeasure` describes them. */
export const MEASURES: readonly Measure[] = [...ACCOUNT_MEASURES, ...COUNTER_MEASURES, ...BILLED_MEASURES];

/** Describes any measure of a customer by its id, those of members that nobody knew of included. */
export function figureMeasure(id: string, unit: Measure['unit'] = 'count'): Measure {
  const [source, month, product, ...member] = id.split('.');
  if (source === 'billing' && product) {
    const when = month === 'last-month' ? 'billed last month' : 'billed this month';
    return { id, title: `${product} ${member.join('.')}, ${when}`, unit, of: 'customer', sources: ['x360billing'] };
  }
  return { id, title: id, unit, of: 'customer', sources: [] };
}

export function measureOf(id: string): Measure {
  return MEASURES.find((measure) => measure.id === id) ?? figureMeasure(id);
}

/** Whether amounts of the measure can be in the unit of a service: bytes only in GB, counts never. */
export function fitsUnit({ unit }: Pick<Measure, 'unit'>, serviceUnit: ServiceUnit): boolean {
  return (unit === 'bytes') === (serviceUnit === 'GB');
}
