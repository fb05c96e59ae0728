import { ageValue, durationValue, literalText } from '../shared/text-values.ts';
import { HOUR, type IsoTime, isoTime, MINUTE, readTime } from '../shared/time.ts';
import { hasUnreadAccount } from './backup-statistics.ts';
import { type HealthSettings, type Limit, limitOf } from './health-limits.ts';
import { stateOfWord, statusInWords } from './health-words.ts';
import { firstSentence } from './last-error.ts';
import { parkedState } from './parked.ts';
import type { Account, BackupCopy, CustomerFacts } from './portal-facts.ts';
import { causeInWords } from './portal-reasons.ts';
import type { Settings } from './settings.ts';

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

const COPY_NAMES: Record<BackupCopy['where'], string> = { remote: 'cloud', local: 'local' };

/** What health depends on beside the facts. Every caller has them: there is no default that it could be left to. */
export type HealthRules = Pick<Settings, 'silentDays' | 'health'>;

/**
 * Returns the health of one account, with the reason and the moment that decided it: the worst of the portal's own
 * word, each copy's age and AutoVerify. It is `ok` only with a dated proof, a backup that is young enough: a portal's good word
 * alone may be years old, and is `unknown`.
 * @param now milliseconds since the epoch
 */
export function accountHealth(account: Account, now: number, rules: HealthRules): Health {
  const parked = parkedState(account, rules, now);
  if (parked) return { state: 'parked', ...parked };
  const copies = copyHealth(account, now, rules.health);
  // The portal's word last: among candidates that agree, an age says more than a word.
  const found = worst(
    [...copies, errorFreeHealth(account, now, rules.health), bootHealth(account), statusHealth(account)].filter(
      (one) => one !== undefined,
    ),
  );
  if (found === undefined) return { state: 'unknown', reason: 'The portal gives no status.' };
  return withLastError(found.state === 'ok' && copies.length === 0 ? withoutProof(account) : found, account);
}

/** A good word without a time. */
function withoutProof({ lastStatus = '', kind }: Account): Health {
  const what = kind === 'mailboxes' ? 'a good result' : 'a backup';
  return {
    state: 'unknown',
    reason: `The portal says “${literalText(lastStatus.trim())}” and gives no time of ${what}.`,
  };
}

/** The reason with the portal's last error behind it: a state says that something failed, the error says what. */
function withLastError(health: Health, { lastError }: Account): Health {
  const text = lastError && health.state !== 'ok' ? firstSentence(lastError.text) : '';
  if (!text || !lastError || health.reason.includes(literalText(text))) return health;
  const age = readTime(lastError.at) === undefined ? '' : ` ${ageValue(lastError.at ?? '')}`;
  return { ...health, reason: `${health.reason} Last error${age}: ${literalText(text)}.` };
}

/** The worst account's health, named; parked accounts do not count. */
export function customerHealth(accounts: readonly Account[], now: number, rules: HealthRules): Health {
  if (accounts.length === 0) return { state: 'unknown', reason: 'The portal lists no account of this customer.' };
  const assessed = accounts.map((account) => ({ account, health: accountHealth(account, now, rules) }));
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
  const { lastStatus, kind } = account;
  const word = lastStatus?.trim();
  if (!word) return undefined;
  const state = stateOfWord(word);
  if (!state) return undefined;
  const cause = causeOf(account, state);
  const why = cause && `: ${literalText(cause)}`;
  if (state === 'unknown') return { state, reason: `Unknown portal status “${literalText(word)}”${why}.` };
  if (state === 'never') return { state, reason: `Never had a backup${why}.` };
  const at = momentOf(account, word.toLowerCase(), state);
  const what = statusInWords(word.toLowerCase(), state, kind, at);
  return { state, reason: `${what}${why}.`, ...(at && { since: at }) };
}

/** The portal's reason; without one its last error, unless the status is good. */
function causeOf({ statusReason, lastError }: Account, state: HealthState): string {
  if (statusReason) return causeInWords(statusReason);
  return lastError && state !== 'ok' ? firstSentence(lastError.text) : '';
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

/** Clocks differ by less. */
const AHEAD = HOUR;
/** How old such a backup is nobody knows: the account may have been without one for long. */
const AHEAD_OF_TIME = 'The newest backup has a time in the future. Check the clock of this computer.';

/** Remote and local copies, each by itself. Mailbox services and appliances need not have any. */
function copyHealth(account: Account, now: number, health: HealthSettings): Health[] {
  const { copies, kind } = account;
  if (copies.length > 0) return copies.map((copy) => ageHealth(account, now, COPY_NAMES[copy.where], copy, health));
  const lastRestorePointAt = kind === 'mailboxes' ? lastGoodResult(account) : newestOf(account);
  if (lastRestorePointAt) return [ageHealth(account, now, '', { lastRestorePointAt }, health)];
  if (account.backupsNotReported) return [];
  return kind === 'mailboxes' || kind === 'appliance' ? [] : [{ state: 'never', reason: 'Never had a backup.' }];
}

function newestOf({ lastBackupAt, lastErrorFreeBackupAt }: Account): IsoTime | undefined {
  return readTime(lastBackupAt) === undefined ? lastErrorFreeBackupAt : lastBackupAt;
}

/** Of a mailbox service nothing but results is known: the newest counts where its status says that it was good. */
function lastGoodResult({ lastBackupAt, lastErrorFreeBackupAt, lastStatus = '' }: Account): IsoTime | undefined {
  return stateOfWord(lastStatus.trim()) === 'ok' ? (lastBackupAt ?? lastErrorFreeBackupAt) : lastErrorFreeBackupAt;
}

function ageHealth(
  account: Account,
  now: number,
  name: string,
  { lastRestorePointAt, thresholdMinutes }: Pick<BackupCopy, 'lastRestorePointAt' | 'thresholdMinutes'>,
  health: HealthSettings,
): Health {
  const at = readTime(lastRestorePointAt);
  const noun = `${name} backup`.trim();
  if (at === undefined) return { state: 'never', reason: `Never had a ${noun}.` };
  if (at > now + AHEAD) return { state: 'unknown', reason: AHEAD_OF_TIME, since: lastRestorePointAt };
  const limit = limitOf(account, thresholdMinutes, health);
  const state = stateOfAge(now - at, limit);
  const what = state === 'ok' && name ? `${name.charAt(0).toUpperCase()}${name.slice(1)} backup` : `Last ${noun}`;
  return { state, reason: `${what} ${ageValue(isoTime(at))} (${limitInWords(limit)}).`, since: lastRestorePointAt };
}

/** A warning after the limit, an error after three times the limit (docs/reference/rules.md#health). */
function stateOfAge(age: number, { milliseconds }: Limit): 'ok' | 'warning' | 'error' {
  return age > 3 * milliseconds ? 'error' : age > milliseconds ? 'warning' : 'ok';
}

/** With where it is from: a user who finds it wrong knows where to change it. */
function limitInWords({ milliseconds, from, product }: Limit): string {
  const of = from === 'portal' ? ' of the portal' : product ? ` for “${literalText(product)}”` : '';
  return `limit${of} ${duration(milliseconds)}`;
}

/** Backups run, but for longer than allowed not one of them was free of errors. */
function errorFreeHealth(account: Account, now: number, health: HealthSettings): Health | undefined {
  const { lastBackupAt, lastErrorFreeBackupAt, copies } = account;
  const at = readTime(lastErrorFreeBackupAt);
  const newest = readTime(lastBackupAt);
  if (at === undefined || newest === undefined || newest <= at) return undefined;
  const thresholds = copies.flatMap(({ thresholdMinutes }) => thresholdMinutes ?? []);
  const limit = limitOf(account, thresholds.length > 0 ? Math.max(...thresholds) : undefined, health);
  const state = stateOfAge(now - at, limit);
  if (state === 'ok') return undefined;
  const reason = `Last error-free backup ${ageValue(isoTime(at))} (${limitInWords(limit)}).`;
  return { state, reason, since: lastErrorFreeBackupAt };
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

/** The health of a customer, but never `ok` where only what could be read is fine: of any other account nobody knows. */
export function asFarAsRead(health: Health, { skipped }: Pick<CustomerFacts, 'skipped'>): Health {
  if (health.state !== 'ok' || !hasUnreadAccount(skipped)) return health;
  return { state: 'unknown', reason: 'An account could not be read; the others are fine.' };
}
