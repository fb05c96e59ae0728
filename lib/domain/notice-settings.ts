import type { AccountKind } from './portal-facts.ts';

/**
 * Notices that this product makes for portals that send none (docs/reference/rules.md#own-notices): "no backup after n days and
 * thereafter every m days" and "more than n GB every m days", per device class. They are events like any other.
 */
export interface NoticeSettings {
  /** null: off. */
  noBackup: Record<AccountKind, NoBackupNotice | null>;
  diskUsage: Record<AccountKind, DiskUsageNotice | null>;
}

export interface NoBackupNotice {
  afterDays: number;
  everyDays: number;
}

export interface DiskUsageNotice {
  /** Of all that the account uses, in the unit of the settings. */
  over: number;
  everyDays: number;
}

/** Bounds: a year, and a thousand times what the largest accounts use. */
export const NOTICE_DAYS = { least: 1, most: 365 } as const;
export const NOTICE_USAGE = { least: 1, most: 1_000_000 } as const;

const OFF = { server: null, desktop: null, appliance: null, mailboxes: null, unknown: null };
export const NO_NOTICES: NoticeSettings = { noBackup: OFF, diskUsage: OFF };

export function hasNotices({ noBackup, diskUsage }: NoticeSettings): boolean {
  return [...Object.values(noBackup), ...Object.values(diskUsage)].some((one) => one !== null);
}
