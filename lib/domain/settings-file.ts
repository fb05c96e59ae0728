import type { IsoTime } from '../shared/time.ts';
import type { SettingPath, SettingPattern } from './setting-fields.ts';

/** A file that settings are exported to and imported from (docs/reference/policy.md#settings-file). */
export const SETTINGS_FILE_FORMAT = 'backup-bridge-settings';

/** Bytes, and so characters, of a settings file. */
export const MOST_SETTINGS_FILE_BYTES = 1_000_000;

/** Settings whose values are ids of records in one ConnectWise: they mean nothing in another. */
export const OF_ONE_TENANT: ReadonlySet<SettingPattern> = new Set<SettingPattern>([
  'products.*',
  'flatFeeProducts',
  'tickets.board',
  'tickets.newStatus',
  'tickets.closedStatus',
  'tickets.choices.*',
]);

/** Settings of those whose values are ids of one board: they mean nothing on another. */
export const OF_ONE_BOARD: ReadonlySet<SettingPattern> = new Set<SettingPattern>([
  'tickets.newStatus',
  'tickets.closedStatus',
  'tickets.choices.*',
]);

/** One setting that an import would change. */
export interface SettingChange {
  path: SettingPath;
  /** Absent: there is none, e.g. no product of that service. */
  before?: unknown;
  /** Absent: it is removed. */
  after?: unknown;
}

/**
 * Why a setting in a file is left out. `consent`: what is written without a preview is turned on in the browser itself.
 * `one-browser`: it is about the browser that the file comes from. `other-board`: its board is left out.
 */
export type LeftOutReason = 'not-valid' | 'locked' | 'other-tenant' | 'other-board' | 'consent' | 'one-browser';

export interface LeftOutSetting {
  /** As it is in the file. */
  path: SettingPath;
  reason: LeftOutReason;
  /** Of what is valid: its value. */
  given?: unknown;
  /** Of what is not valid: as it is in the file, cut off; absent where it may be anything. */
  value?: string;
  /** Of what is not valid: what it may be. */
  nextStep?: string;
}

/** What an import would do; nothing is changed by it. */
export interface SettingsImport {
  /** null: the file does not say. */
  exportedAt: IsoTime | null;
  /** The ConnectWise that the file comes from; null: none was connected there. */
  fileTenant: string | null;
  /** The ConnectWise that is connected here; null: none. */
  tenant: string | null;
  changes: SettingChange[];
  leftOut: LeftOutSetting[];
  /** Titles of the own services that are named, by their ids. */
  ownTitles: Record<string, string>;
}
