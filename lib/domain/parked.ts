import { durationValue } from '../shared/text-values.ts';
import { DAY, type IsoTime, readTime } from '../shared/time.ts';
import type { Account } from './portal-facts.ts';
import { causeInWords } from './portal-reasons.ts';
import type { Settings } from './settings.ts';

/** Why an account counts as parked, and since when. */
export interface Parked {
  /** One sentence. */
  reason: string;
  since?: IsoTime;
}

/**
 * Returns why an account is parked, or undefined for an active one. Parked is what the portal calls so (somebody switched
 * it off), and a device whose newest backup is more than `silentDays` old (docs/reference/rules.md#health). Parked
 * accounts are shown and counted nowhere. An account that never had a backup is not silent: it may be new. Mailbox
 * services are no devices.
 * @param now milliseconds since the epoch
 */
export function parkedState(
  account: Account,
  { silentDays }: Pick<Settings, 'silentDays'>,
  now: number,
): Parked | undefined {
  const { lastStatus, statusReason, kind } = account;
  const why = statusReason ? `: ${causeInWords(statusReason)}` : '';
  if (lastStatus?.trim().toLowerCase() === 'parked') return { reason: `Parked in the portal${why}.` };
  if (kind === 'mailboxes') return undefined;
  const newest = newestBackup(account);
  const at = readTime(newest);
  if (newest === undefined || at === undefined || now - at <= silentDays * DAY) return undefined;
  return { reason: `Parked: no backup for more than ${durationValue(silentDays, 'day')}.`, since: newest };
}

/** Returns the end of the newest backup that the portal reports, of any copy; undefined where there is none. */
export function newestBackup({ lastBackupAt, lastErrorFreeBackupAt, copies }: Account): IsoTime | undefined {
  let newest: IsoTime | undefined;
  let newestAt = Number.NEGATIVE_INFINITY;
  for (const time of [lastBackupAt, lastErrorFreeBackupAt, ...copies.map((copy) => copy.lastRestorePointAt)]) {
    const at = readTime(time);
    if (at === undefined || at < newestAt) continue;
    newest = time;
    newestAt = at;
  }
  return newest;
}
