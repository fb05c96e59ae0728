import type { IsoTime } from '../shared/time.ts';

/**
 * What a backup portal says, in our words and with explicit units: the target of every adapter in `lib/portal`.
 * Bytes are bytes, times are UTC, a value that the portal did not give is absent (never zero).
 */

/** A customer record of the portal. `id` is the customer id (the guides' CID): digits, no leading zero. */
export interface Customer {
  id: string;
  name: string;
  brand?: string;
  active: boolean;
  updatedAt?: IsoTime;
}

export const ACCOUNT_KINDS = ['server', 'desktop', 'appliance', 'mailboxes', 'unknown'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Where a copy of the backup lies; evaluated separately (docs/reference/rules.md#health). */
export interface BackupCopy {
  where: 'remote' | 'local';
  lastRestorePointAt?: IsoTime;
  /** The portal's own threshold, in minutes; absent when it has none or it is switched off. */
  thresholdMinutes?: number;
}

/** One protected thing of a customer: computer, appliance, mailbox service (x360Recover: device). */
export interface Account {
  id: string;
  customerId: string;
  parentId?: string;
  accountNo?: string;
  /** The portal's user name, e.g. `ETV-Primary` (x360Recover: device name). */
  userName: string;
  role?: string;
  /** The portal's own word, e.g. `Select`, `Basic`, `ShadowProtect BDR`, `Trial`, `BDR Appliance`, `Email Filtering`. */
  plan: string;
  kind: AccountKind;
  expiresAt?: IsoTime;
  onlineBytes?: number;
  localBytes?: number;
  /** On vaults of the provider's own (x360Recover: vault type Private), apart from `onlineBytes`. */
  vaultBytes?: number;
  mailboxes?: number;
  licences?: number;
  /** End of the newest backup, with or without errors. */
  lastBackupAt?: IsoTime;
  lastErrorFreeBackupAt?: IsoTime;
  /** The portal's own status word, shown as it is where we do not know it. */
  lastStatus?: string;
  /** The reason the portal gives with its status, e.g. `APPLIANCE_OFFLINE`. */
  statusReason?: string;
  copies: BackupCopy[];
  /** The source has no times of backups at all: that there is none says nothing. */
  backupsNotReported?: true;
  /** What the portal says went wrong last, in its own words; absent where nothing did since the newest good backup. */
  lastError?: { text: string; at?: IsoTime };
  /** Result of the newest boot check; absent where the device has none, which is no failure. */
  autoVerify?: { healthy: boolean; at: IsoTime };
  /** Page of this account in the portal, see `portalPage`. */
  portalUrl?: string;
}

export type Severity = 'ok' | 'warning' | 'error';

export const EVENT_TYPES = [
  'backup-finished',
  'backup-failed',
  'no-backup',
  'no-error-free-backup',
  'disk-usage',
  'disk-usage-change',
  'archiving-failed',
  'filtering-failed',
  'bdr-hardware',
  'appliance-offline',
  'vault-offline',
  'autoverify-failed',
  'service-status',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Something that the portal reports. Ids are the portal's; the same event may be delivered more than once. */
export interface PortalEvent {
  id: string;
  at: IsoTime;
  customerId: string;
  accountId?: string;
  brand?: string;
  severity: Severity;
  type: EventType;
  message: string;
  details?: string;
  /** Page of the account in the portal, see `portalPage`. */
  portalUrl?: string;
  /** Kinds of problem of the account that are over with this event. Absent: by type and severity, see `endedBy`. */
  ends?: readonly EventType[];
}

/**
 * An amount that a source gives for a customer as a whole, not for one account: x360Recover's counters of devices, what Axcient
 * bills, a column of a file. May be fractional: billed usage is prorated.
 */
export interface UsageFigure {
  /** The measure in our words, see `measures.ts`, e.g. `x360.d2c.server` or `billing.last-month.x360Recover.cloudServer`. */
  measure: string;
  /** In `unit`. */
  amount: number;
  unit: 'bytes' | 'count';
  source: UsageSource;
  /** Where the source gives it, in its own words: `devices_counters.d2c (SERVER)`, `usage.x360Recover.cloudServer`. */
  path: string;
  /** Calendar days that it covers, both inclusive; absent: it is of the moment it was read. */
  period?: { from: string; to: string };
  readAt: IsoTime;
}

/** All that a sync for one customer needs from the portal, read at `readAt`. */
export interface CustomerFacts {
  customer: Customer;
  accounts: Account[];
  readAt: IsoTime;
  /** Which adapter, for "every number says where it came from". */
  source: SourceKind;
  /** Amounts of the customer as a whole; absent: the portal gives none. */
  figures?: UsageFigure[];
  /** What could not be understood and was left out, for the user to see. */
  skipped: SkippedValue[];
}

/** `file`: exports that a user imported (docs/reference/portals.md#file). */
export type SourceKind = 'efs-portal' | 'x360recover' | 'file';

/** Where a figure comes from: the portal, or the vendor's billing usage beside it. */
export type UsageSource = SourceKind | 'x360billing';

/**
 * A value of an answer that did not parse: reported with its path, never guessed
 * (docs/reference/portals.md#what-does-not-parse).
 */
export interface SkippedValue {
  path: string;
  value: string;
  why: string;
  /** Set: the whole record was left out. Names it, the same for all of its values, e.g. `events[3]`. */
  record?: string;
  /** The record's id, where it could be read. */
  id?: string;
  /** The customer whose list held it, where the portal was asked for one customer's. */
  customerId?: string;
  /** Set: what is billed of accounts may hang on it, so that a quantity made without it is not written without a user. */
  usage?: true;
  /** Set: figures of the customer whose measure begins so may be too low without it, e.g. `x360.` or `billing.last-month.`. */
  figures?: string;
}
