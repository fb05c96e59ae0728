import type { EventType, Severity } from '../../../lib/domain/portal-facts.ts';

/** Everything the simulated portal knows. Both portal APIs read it; times are milliseconds since the epoch. */

export interface PortalCustomer {
  id: number;
  name: string;
  brand: string;
  active: boolean;
  updatedAt: number;
}

/** The portal's own status of an account; the EFS portal API hands it out as `lastStatus`. */
export type AccountStatus = 'ok' | 'warning' | 'error' | 'never' | 'parked';

export type PortalAccountKind = 'server' | 'desktop' | 'appliance' | 'mailboxes';

export type NoticeLevel = 'warning' | 'error';

export interface BackupRun {
  startedAt: number;
  endedAt: number;
  result: 'ok' | 'warning' | 'failed';
  message?: string;
}

export interface PortalAccount {
  id: number;
  customerId: number;
  /** The guides' PID: a sub-account names its parent. */
  parentId?: number;
  accountNo: string;
  userName: string;
  role: string;
  plan: string;
  kind: PortalAccountKind;
  expiresAt?: number;
  onlineBytes?: number;
  localBytes?: number;
  /** On the provider's own vault (x360Recover alone). */
  vaultBytes?: number;
  /** Only its copies in the cloud are kept: the device itself is protected no more (x360Recover: cloud archive). */
  archived?: boolean;
  mailboxes?: number;
  licences?: number;
  lastBackupAt?: number;
  lastErrorFreeBackupAt?: number;
  status: AccountStatus;
  /** In x360Recover's words, e.g. `APPLIANCE_OFFLINE`. */
  statusReason?: string;
  /** When the account came to the portal: the start of its wait for a first backup. */
  createdAt: number;
  /** When it was installed, which is what the vendor bills from; absent: at `createdAt`. */
  installedAt?: number;
  /** When `status` last changed. */
  statusSince: number;
  /** Absent where nothing runs by the clock: mailbox services, expired trials. */
  schedule?: { everyMinutes: number; nextAt: number; growthBytes: number };
  /** Scheduled backups do not start while this is set: the account has gone missing. */
  missing?: boolean;
  /** Results that the next scheduled backups will have; then `ok` again. */
  planned: BackupRun['result'][];
  /** Without a good backup for this long the portal warns; after three times as long it reports an error. */
  thresholdMinutes: number;
  /** The notices about missing backups that were given since the last good one, so that each step is reported once. */
  noticed: { 'no-backup'?: NoticeLevel; 'no-error-free-backup'?: NoticeLevel };
  /** Newest last, at most 50. */
  runs: BackupRun[];
  autoVerify?: { healthy: boolean; at: number };
  /** Space of an appliance, for its fill level. */
  capacityBytes?: number;
}

export interface PortalEventRow {
  /** Position in the log: strictly rising, never reused. */
  sequence: number;
  at: number;
  customerId: number;
  accountId: number;
  brand: string;
  severity: Severity;
  type: EventType;
  message: string;
  details: string;
  /** Members that answers hold in place of the record's own: an event that no client can read. */
  raw?: Record<string, unknown>;
}

/** Keys that open the portal, and what each may do. A revoked key stays listed, so that the admin can name it. */
export interface PortalKey {
  secret: string;
  api: 'x360recover' | 'efs-portal';
  revoked: boolean;
  /**
   * x360Recover keys carry product permissions (docs/reference/portals.md#access); an EFS token may be kept from
   * customers or events.
   */
  permissions: string[];
}

export class PortalState {
  readonly customers = new Map<number, PortalCustomer>();
  readonly accounts = new Map<number, PortalAccount>();
  readonly events: PortalEventRow[] = [];
  keys: PortalKey[] = [];
  /** At-least-once delivery made visible: each page of events starts with the last event of the page before. */
  deliverTwice = false;
  readonly #byCustomer = new Map<number, PortalAccount[]>();

  addCustomer(customer: PortalCustomer): void {
    this.customers.set(customer.id, customer);
  }

  addAccount(account: PortalAccount): void {
    this.accounts.set(account.id, account);
    const siblings = this.#byCustomer.get(account.customerId);
    if (siblings) siblings.push(account);
    else this.#byCustomer.set(account.customerId, [account]);
  }

  /** To another customer, with its runs. */
  moveAccount(id: number, customerId: number): void {
    const account = this.accounts.get(id);
    if (!account) throw new RangeError(`There is no account ${id}.`);
    const left = this.#byCustomer.get(account.customerId)?.filter((sibling) => sibling !== account) ?? [];
    this.#byCustomer.set(account.customerId, left);
    account.customerId = customerId;
    this.addAccount(account);
  }

  /** By id ascending. */
  accountsOf(customerId: number): PortalAccount[] {
    return [...(this.#byCustomer.get(customerId) ?? [])].sort((a, b) => a.id - b.id);
  }

  /** By id ascending. */
  allCustomers(): PortalCustomer[] {
    return [...this.customers.values()].sort((a, b) => a.id - b.id);
  }

  /** Appends to the log. An earlier time than the newest entry's is a mistake of the simulator, so it throws. */
  append(event: Omit<PortalEventRow, 'sequence'>): PortalEventRow {
    const newest = this.events.at(-1);
    if (newest && event.at < newest.at) throw new RangeError('Events are appended in the order of their times.');
    const row = { ...event, sequence: (newest?.sequence ?? 0) + 1 };
    this.events.push(row);
    return row;
  }
}
