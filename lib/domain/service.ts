/** The services of the guides: the rows of their cross-reference table (docs/reference/rules.md#services). */
export const SERVICE_IDS = [
  'online-select',
  'online-basic',
  'online-bdr',
  'online-servers',
  'online-desktops',
  'local-storage',
  'local-servers',
  'local-desktops',
  'sp-servers',
  'sp-desktops',
  'email-archiving',
  'email-filtering',
] as const;
/** Of a service that a user defined (`own-service.ts`). */
export type OwnServiceId = `own:${string}`;
export type ServiceId = (typeof SERVICE_IDS)[number] | OwnServiceId;

/** Services that bill online storage by plan. */
export const ONLINE_STORAGE_IDS = ['online-select', 'online-basic', 'online-bdr'] as const satisfies ServiceId[];
export type StorageServiceId = (typeof ONLINE_STORAGE_IDS)[number];

/** The switches of docs/reference/setup-guides.md#figure-9b, in its order. */
export const SERVICE_TOGGLES = [
  'online-storage',
  'online-computers',
  'local-storage',
  'local-licenses',
  'email-archiving',
  'email-filtering',
  'other-licenses',
] as const;
export type ServiceToggle = (typeof SERVICE_TOGGLES)[number];

/** `GB`: GB or GiB by setting; `count`: computers; `units`: whatever the vendor counts. */
export const SERVICE_UNITS = ['GB', 'count', 'mailboxes', 'seats', 'units'] as const;
export type ServiceUnit = (typeof SERVICE_UNITS)[number];

export const ROUNDINGS = ['two-decimals', 'whole-units', 'whole-units-up', 'as-reported'] as const;
/** `whole-units`: to the nearest; `as-reported`: six decimals, which is what a quantity is compared at. */
export type Rounding = (typeof ROUNDINGS)[number];

/** A billable kind of usage: one row of the cross-reference table. */
export interface Service {
  id: ServiceId;
  /** What people call it, docs/reference/setup-guides.md#step-3, e.g. `Select Online Backup Storage`. */
  title: string;
  unit: ServiceUnit;
  /** Cross-reference Type and Level, compared case-sensitively; Level '' where the guides leave it blank. */
  type: string;
  level: string;
  configurationType: 'Backup Stats' | 'License';
  /** null: it is switched by itself, see `isEnabled`. */
  toggle: ServiceToggle | null;
}

const BACKUP_STATS = 'Backup Stats';
const LICENSE = 'License';

export const SERVICES: readonly (Service & { id: (typeof SERVICE_IDS)[number]; toggle: ServiceToggle })[] = [
  {
    id: 'online-select',
    title: 'Select Online Backup Storage',
    unit: 'GB',
    type: 'Online Storage',
    level: 'Select',
    configurationType: BACKUP_STATS,
    toggle: 'online-storage',
  },
  {
    id: 'online-basic',
    title: 'Basic Online Backup Storage',
    unit: 'GB',
    type: 'Online Storage',
    level: 'Basic',
    configurationType: BACKUP_STATS,
    toggle: 'online-storage',
  },
  {
    id: 'online-bdr',
    title: 'ShadowProtect BDR Storage',
    unit: 'GB',
    type: 'Online Storage',
    level: 'ShadowProtect BDR',
    configurationType: BACKUP_STATS,
    toggle: 'online-storage',
  },
  {
    id: 'online-servers',
    title: 'Online Backup # Servers',
    unit: 'count',
    type: 'Online Storage',
    level: '# Servers',
    configurationType: BACKUP_STATS,
    toggle: 'online-computers',
  },
  {
    id: 'online-desktops',
    title: 'Online Backup # Desktops',
    unit: 'count',
    type: 'Online Storage',
    level: '# Desktops',
    configurationType: BACKUP_STATS,
    toggle: 'online-computers',
  },
  {
    id: 'local-storage',
    title: 'Local Backup Storage',
    unit: 'GB',
    type: 'Local Storage',
    level: '',
    configurationType: BACKUP_STATS,
    toggle: 'local-storage',
  },
  {
    id: 'local-servers',
    title: 'Local Backup # Servers',
    unit: 'count',
    type: 'Local Backups',
    level: '# Servers',
    configurationType: BACKUP_STATS,
    toggle: 'local-licenses',
  },
  {
    id: 'local-desktops',
    title: 'Local Backup # Desktops',
    unit: 'count',
    type: 'Local Backups',
    level: '# Desktops',
    configurationType: BACKUP_STATS,
    toggle: 'local-licenses',
  },
  {
    id: 'sp-servers',
    title: 'ShadowProtect BDR Servers',
    unit: 'count',
    type: 'Other Licenses',
    level: 'ShadowProtect Servers',
    configurationType: LICENSE,
    toggle: 'other-licenses',
  },
  {
    id: 'sp-desktops',
    title: 'ShadowProtect BDR Desktops',
    unit: 'count',
    type: 'Other Licenses',
    level: 'ShadowProtect Desktops',
    configurationType: LICENSE,
    toggle: 'other-licenses',
  },
  {
    id: 'email-archiving',
    title: 'Email Archiving # Mailboxes',
    unit: 'mailboxes',
    type: 'Email Archiving',
    level: 'Exchange',
    configurationType: LICENSE,
    toggle: 'email-archiving',
  },
  {
    id: 'email-filtering',
    title: 'Email Filtering # Mailboxes',
    unit: 'mailboxes',
    type: 'Email Filtering',
    level: '',
    configurationType: LICENSE,
    toggle: 'email-filtering',
  },
];
