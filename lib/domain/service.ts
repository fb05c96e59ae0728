/** A billable measure: one row of the cross-reference table (S15 figure 8, spec rules.md). */
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
export type ServiceId = (typeof SERVICE_IDS)[number];

/** Services that bill online storage by plan. */
export const ONLINE_STORAGE_IDS = ['online-select', 'online-basic', 'online-bdr'] as const satisfies ServiceId[];
export type StorageServiceId = (typeof ONLINE_STORAGE_IDS)[number];

/** The switches of S15 figure 9b, in its order. */
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

export type ServiceUnit = 'GB' | 'count' | 'mailboxes';

export interface Service {
  id: ServiceId;
  /** Its display name, S15 step 3, e.g. `Select Online Backup Storage`. */
  title: string;
  unit: ServiceUnit;
  /** Cross-reference Type and Level, compared case-sensitively; Level '' where the guide leaves it blank. */
  type: string;
  level: string;
  configurationType: 'Backup Stats' | 'License';
  toggle: ServiceToggle;
}

const BACKUP_STATS = 'Backup Stats';
const LICENSE = 'License';

export const SERVICES: readonly Service[] = [
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
