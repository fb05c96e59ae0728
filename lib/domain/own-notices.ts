import { withoutCredentials } from '../shared/outside-text.ts';
import { DAY, type IsoTime, isoTime, readTime, SECOND } from '../shared/time.ts';
import { newestBackup, parkedState } from './parked.ts';
import type { Account, EventType, PortalEvent, SourceKind } from './portal-facts.ts';
import type { Settings } from './settings.ts';
import type { Incident } from './tickets/incident.ts';

/** Whether a portal reports these by itself: then nothing is made of it. */
export function sendsNotices(kind: SourceKind): boolean {
  return kind === 'efs-portal';
}

const START = 'own:';

/** Whether the newest that is known of a lasting incident is a notice of ours: only then may we say that it is over. */
export function isOwnNotice({ lasts, newest }: Pick<Incident, 'lasts' | 'newest'>): boolean {
  return lasts && newest.id.startsWith(START);
}

type NoticeRules = Pick<Settings, 'notices' | 'silentDays' | 'storageUnit'>;

/**
 * Returns the notices that are due, oldest first, and the ends of those that are over. Ids and times are made of what was measured and
 * of the period, so that the same state seen again, after a restart or in another browser, is the same event: once per account and
 * period. Nothing is said of parked accounts, and nothing is made of what the portal does not give.
 * @param accounts every account that the portal lists
 * @param lasting incidents that last
 * @param now milliseconds since the epoch
 */
export function noticeEvents(
  accounts: readonly Account[],
  lasting: readonly Incident[],
  rules: NoticeRules,
  now: number,
): PortalEvent[] {
  const own = new Map(lasting.filter(isOwnNotice).map((incident) => [incident.key, incident]));
  const events = accounts.flatMap((account) => {
    const isParked = parkedState(account, rules, now) !== undefined;
    return KINDS.flatMap(([type, find]) => {
      const before = own.get(`${account.customerId}:${account.id}:${type}`);
      const notice = isParked ? undefined : find(account, rules, now);
      if (notice) return before?.newest.id === notice.id ? [] : [notice];
      return before ? [ended(account, type, before, now)] : [];
    });
  });
  return events.sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));
}

const KINDS = [
  ['no-backup', noBackupNotice],
  ['disk-usage', diskUsageNotice],
] as const;

/** Clocks differ: a backup that is still to come says nothing. */
function noBackupNotice(account: Account, { notices }: NoticeRules, now: number): PortalEvent | undefined {
  const rule = notices.noBackup[account.kind];
  const newest = newestBackup(account);
  const at = readTime(newest);
  if (!rule || newest === undefined || at === undefined) return undefined;
  const due = at + rule.afterDays * DAY;
  if (now < due) return undefined;
  const period = Math.floor((now - due) / (rule.everyDays * DAY));
  const days = rule.afterDays + period * rule.everyDays;
  return event(account, 'no-backup', `${newest}/${days}`, isoTime(due + period * rule.everyDays * DAY), {
    severity: 'warning',
    message: `${account.userName}: no backup for ${days} ${days === 1 ? 'day' : 'days'}.`,
  });
}

function diskUsageNotice(
  account: Account,
  { notices, storageUnit }: NoticeRules,
  now: number,
): PortalEvent | undefined {
  const rule = notices.diskUsage[account.kind];
  const used = usedBytes(account);
  if (!rule || used === undefined) return undefined;
  const unit = storageUnit === 'GiB' ? 2 ** 30 : 1e9;
  if (used <= rule.over * unit) return undefined;
  // Nothing says since when: periods are counted from a fixed day, and the notice is of the day on which it was seen.
  const period = Math.floor(now / (rule.everyDays * DAY));
  return event(account, 'disk-usage', `${rule.everyDays}/${period}`, isoTime(Math.floor(now / DAY) * DAY), {
    severity: 'warning',
    message: `${account.userName}: more than ${rule.over} ${storageUnit} are used.`,
  });
}

/** Of all copies; undefined where the portal gives none. */
function usedBytes({ onlineBytes, localBytes, vaultBytes }: Account): number | undefined {
  const given = [onlineBytes, localBytes, vaultBytes].filter((bytes) => bytes !== undefined);
  return given.length === 0 ? undefined : given.reduce((sum, bytes) => sum + bytes, 0);
}

/** After the notice, whatever the clocks say, so that it ends it. */
function ended(account: Account, type: EventType, { newest }: Incident, now: number): PortalEvent {
  const at = Math.min(now, (readTime(newestBackup(account)) ?? 0) || now);
  const after = Math.max(at, (readTime(newest.at) ?? 0) + SECOND);
  return event(account, type, `over/${newest.id}`, isoTime(after), {
    severity: 'ok',
    message: `${account.userName}: ${type === 'no-backup' ? 'backups are made again' : 'the space used is within its limit again'}.`,
  });
}

function event(
  account: Account,
  type: EventType,
  mark: string,
  at: IsoTime,
  says: Pick<PortalEvent, 'severity' | 'message'>,
): PortalEvent {
  const { id: accountId, customerId, portalUrl, lastError } = account;
  const details = says.severity !== 'ok' && lastError ? withoutCredentials(lastError.text) : '';
  return {
    id: `${START}${type}:${customerId}/${accountId}:${mark}`,
    at,
    customerId,
    accountId,
    type,
    ...says,
    ...(says.severity === 'ok' && { ends: [type] }),
    ...(details && { details }),
    ...(portalUrl && { portalUrl }),
  };
}
