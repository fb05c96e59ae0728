import { ageValue, durationValue, literalText } from '../shared/text-values.ts';
import { HOUR, type IsoTime, isoTime, MINUTE, readTime } from '../shared/time.ts';
import { parkedState, SILENT_DAYS } from './parked.ts';
import type { Account, BackupCopy } from './portal-facts.ts';
import { causeInWords } from './portal-reasons.ts';

/** Worst first; `parked` stands aside (docs/reference/rules.md#health). */
export type HealthState = 'error' | 'warning' | 'never' | 'unknown' | 'ok' | 'parked';

export interface Health {
  state: HealthState;
  /** Why, and the age that it hangs on with its label; with values, see `lib/shared/text-values.ts`. */
  reason: string;
  /** The moment that decided it, e.g. the newest restore point. */
  since?: IsoTime;
}

/** Worst first, on every screen; parked accounts come last. */
export const WORST_FIRST: readonly HealthState[] = ['error', 'warning', 'never', 'unknown', 'ok', 'parked'];

/**
 * Status words of the portals, in lower case: x360Recover (docs/reference/portals.md#records: it is WARNED, not
 * WARNING) and the EFS portal. `null`: says nothing about the past. Any other word is `unknown`, shown as it is.
 */
const STATUS_WORDS: ReadonlyMap<string, HealthState | null> = new Map<string, HealthState | null>([
  ['normal', 'ok'],
  ['warned', 'warning'],
  ['troubled', 'error'],
  ['parked', 'parked'],
  ['ok', 'ok'],
  ['success', 'ok'],
  ['completed', 'ok'],
  ['warning', 'warning'],
  ['completed with warnings', 'warning'],
  ['completed with errors', 'warning'],
  ['incomplete', 'warning'],
  ['error', 'error'],
  ['failed', 'error'],
  ['never', 'never'],
  ['running', null],
  ['in progress', null],
]);

/** Without a threshold of the portal's own, in hours; three times that is an error (docs/reference/rules.md#health). */
const DEFAULT_LIMIT_HOURS: Record<Account['kind'], number> = {
  server: 24,
  appliance: 24,
  desktop: 72,
  mailboxes: 72,
  unknown: 24,
};

const COPY_NAMES: Record<BackupCopy['where'], string> = { remote: 'cloud', local: 'local' };

/**
 * Returns the health of one account, with the reason and the moment that decided it: the worst of the portal's own
 * word, each copy's age and AutoVerify. `now` in milliseconds since the epoch.
 */
export function accountHealth(account: Account, now: number, silentDays = SILENT_DAYS): Health {
  const parked = parkedState(account, { silentDays }, now);
  if (parked) return { state: 'parked', ...parked };
  const word = statusHealth(account);
  // The portal's word last: among candidates that agree, an age says more than a word.
  const candidates = [...copyHealth(account, now), errorFreeHealth(account, now), bootHealth(account), word].filter(
    (one) => one !== undefined,
  );
  return worst(candidates) ?? { state: 'unknown', reason: 'The portal gives no status.' };
}

/** Returns what a portal's own status word means; undefined: it says nothing about the past, or nobody knows the word. */
export function stateOfWord(word: string): HealthState | undefined {
  return STATUS_WORDS.get(word.trim().toLowerCase()) ?? undefined;
}

/** The worst account's health, named; parked accounts do not count. */
export function customerHealth(accounts: readonly Account[], now: number, silentDays = SILENT_DAYS): Health {
  if (accounts.length === 0) return { state: 'unknown', reason: 'The portal lists no account of this customer.' };
  const assessed = accounts.map((account) => ({ account, health: accountHealth(account, now, silentDays) }));
  const active = assessed.filter(({ health }) => health.state !== 'parked');
  if (active.length === 0) return { state: 'parked', reason: 'All accounts are parked.' };

  const state = worstState(active.map(({ health }) => health.state));
  const inState = active.filter(({ health }) => health.state === state);
  // The oldest moment among the worst: since then at the latest.
  const oldest = inState.reduce((a, b) => ((b.health.since ?? '~') < (a.health.since ?? '~') ? b : a));
  const since = oldest.health.since;
  const more = inState.length > 1 ? ` and ${inState.length - 1} more` : '';
  const reason =
    state === 'ok'
      ? `All ${active.length} active accounts are fine.`
      : `${literalText(oldest.account.userName)}${more}: ${oldest.health.reason}`;
  return {
    state,
    reason: active.length === 1 && state === 'ok' ? 'The account is fine.' : reason,
    ...(since && { since }),
  };
}

function statusHealth(account: Account): Health | undefined {
  const { lastStatus, statusReason, kind } = account;
  const word = lastStatus?.trim();
  if (!word) return undefined;
  const known = STATUS_WORDS.get(word.toLowerCase());
  const state = known === undefined ? 'unknown' : known;
  if (!state) return undefined;
  const why = statusReason ? `: ${literalText(causeInWords(statusReason))}` : '';
  if (state === 'unknown') return { state, reason: `Unknown portal status “${literalText(word)}”${why}.` };
  if (state === 'never') return { state, reason: `Never had a backup${why}.` };
  const at = momentOf(account, word.toLowerCase(), state);
  const what = statusInWords(word.toLowerCase(), state, kind, at);
  return { state, reason: `${what}${why}.`, ...(at && { since: at }) };
}

/** When the backup ended that the status speaks of. An error-free one is not the one that failed: its moment is not known then. */
function momentOf(
  { lastBackupAt, lastErrorFreeBackupAt }: Account,
  word: string,
  state: HealthState,
): IsoTime | undefined {
  const isGood = lastBackupAt !== undefined && lastBackupAt === lastErrorFreeBackupAt;
  return state === 'error' && isGood && word !== 'troubled' ? undefined : lastBackupAt;
}

/** What a status word says: of the newest backup with its age, of x360Recover's health or of a mailbox service. */
function statusInWords(word: string, state: HealthState, kind: Account['kind'], at: IsoTime | undefined): string {
  const says = state === 'error' ? 'failed' : state === 'warning' ? 'finished with warnings' : 'OK';
  if (kind === 'mailboxes')
    return state === 'warning' ? 'The service has warnings' : `The service ${state === 'ok' ? 'is OK' : says}`;
  const age = at ? ` ${ageValue(at)}` : '';
  if (word === 'troubled') return `Backups are failing${at ? ` (last backup${age})` : ''}`;
  return `Last backup ${word === 'incomplete' ? 'incomplete' : says}${age}`;
}

/** Clocks, and time zones that a portal leaves out, differ by less. */
const AHEAD = 24 * HOUR;
/** How old such a backup is nobody knows: the account may have been without one for long. */
const AHEAD_OF_TIME = 'The newest backup has a time in the future. Check the clock of this computer.';

/** Remote and local copies, each by itself. Mailbox services and appliances need not have any. */
function copyHealth(account: Account, now: number): Health[] {
  const { copies, lastBackupAt, kind } = account;
  if (copies.length > 0) return copies.map((copy) => ageHealth(account, now, COPY_NAMES[copy.where], copy));
  if (lastBackupAt) return [ageHealth(account, now, '', { lastRestorePointAt: lastBackupAt })];
  if (account.backupsNotReported) return [];
  return kind === 'mailboxes' || kind === 'appliance' ? [] : [{ state: 'never', reason: 'Never had a backup.' }];
}

function ageHealth(
  { kind }: Account,
  now: number,
  name: string,
  { lastRestorePointAt, thresholdMinutes }: Pick<BackupCopy, 'lastRestorePointAt' | 'thresholdMinutes'>,
): Health {
  const at = readTime(lastRestorePointAt);
  const noun = `${name} backup`.trim();
  if (at === undefined) return { state: 'never', reason: `Never had a ${noun}.` };
  if (at > now + AHEAD) return { state: 'unknown', reason: AHEAD_OF_TIME, since: lastRestorePointAt };
  const limit = thresholdMinutes === undefined ? DEFAULT_LIMIT_HOURS[kind] * HOUR : thresholdMinutes * MINUTE;
  const age = now - at;
  const state = age > 3 * limit ? 'error' : age > limit ? 'warning' : 'ok';
  const what = state === 'ok' && name ? `${name.charAt(0).toUpperCase()}${name.slice(1)} backup` : `Last ${noun}`;
  const bound = `${thresholdMinutes === undefined ? 'limit' : 'limit of the portal'} ${duration(limit)}`;
  return { state, reason: `${what} ${ageValue(isoTime(at))} (${bound}).`, since: lastRestorePointAt };
}

/** Backups run, but for longer than allowed not one of them was free of errors. */
function errorFreeHealth(
  { kind, lastBackupAt, lastErrorFreeBackupAt, copies }: Account,
  now: number,
): Health | undefined {
  const at = readTime(lastErrorFreeBackupAt);
  const newest = readTime(lastBackupAt);
  if (at === undefined || newest === undefined || newest <= at) return undefined;
  const thresholds = copies.flatMap(({ thresholdMinutes }) =>
    thresholdMinutes === undefined ? [] : [thresholdMinutes],
  );
  const limit = thresholds.length > 0 ? Math.max(...thresholds) * MINUTE : DEFAULT_LIMIT_HOURS[kind] * HOUR;
  if (now - at <= limit) return undefined;
  return {
    state: 'warning',
    reason: `Last error-free backup ${ageValue(isoTime(at))} (limit ${duration(limit)}).`,
    since: lastErrorFreeBackupAt,
  };
}

/** AutoVerify counts by its result; a missing one is no failure. A warning: the next check may pass, and copies exist. */
function bootHealth({ autoVerify }: Account): Health | undefined {
  if (!autoVerify || autoVerify.healthy) return undefined;
  return {
    state: 'warning',
    reason: `Boot check of the newest backup failed ${ageValue(autoVerify.at)}.`,
    since: autoVerify.at,
  };
}

/** The worst; among equals the one with a moment, then the first. */
function worst(candidates: readonly Health[]): Health | undefined {
  if (candidates.length === 0) return undefined;
  const state = worstState(candidates.map((one) => one.state));
  const inState = candidates.filter((one) => one.state === state);
  return inState.find((one) => one.since !== undefined) ?? inState[0];
}

function worstState(states: readonly HealthState[]): HealthState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}

function duration(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (hours < 1) return durationValue(Math.round(milliseconds / MINUTE), 'minute');
  if (hours >= 48 && hours % 24 === 0) return durationValue(hours / 24, 'day');
  return durationValue(Number(hours.toFixed(1)), 'hour');
}
