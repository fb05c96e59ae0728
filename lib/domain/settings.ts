import type { ServiceId, ServiceToggle } from './service.ts';

/** Ordinary settings: nothing secret. Stored by `lib/settings`; the type is derived from nothing, the defaults below. */
export interface Settings {
  /** Text before the dash of an EFS id. */
  prefix: string;
  /** Name of the management solution in ConnectWise, e.g. `eFolder`; '' until chosen. */
  managementSolution: string;
  /** 1 GB = 10^9 bytes, 1 GiB = 2^30 bytes. */
  storageUnit: 'GB' | 'GiB';
  rounding: 'two-decimals' | 'whole-units-up';
  countTrialAccounts: boolean;
  countExpiredAccounts: boolean;
  pushes: {
    /** S15 figure 9b "Update Backup Statistics": statistics and management report. */
    backupStatistics: boolean;
    agreementParts: boolean;
    /** S15 figure 9b "Update Invoice Descriptions". */
    invoiceDescriptions: boolean;
  };
  toggles: Record<ServiceToggle, boolean>;
  /** Product per service; absent: the one that ConnectWise's cross-reference names. */
  products: Partial<Record<ServiceId, { id: number; identifier: string }>>;
  guards: { jumpPercent: number; jumpUnits: number };
}

export const DEFAULT_SETTINGS: Settings = {
  prefix: 'EFS',
  managementSolution: '',
  storageUnit: 'GB',
  rounding: 'two-decimals',
  countTrialAccounts: false,
  countExpiredAccounts: false,
  pushes: { backupStatistics: true, agreementParts: true, invoiceDescriptions: true },
  toggles: {
    'online-storage': true,
    'online-computers': true,
    'local-storage': true,
    'local-licenses': true,
    'email-archiving': false,
    'email-filtering': false,
    'other-licenses': true,
  },
  products: {},
  guards: { jumpPercent: 50, jumpUnits: 10 },
};
