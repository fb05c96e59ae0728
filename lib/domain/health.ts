import { HOUR, type IsoTime, MINUTE, readTime } from '../shared/time.ts';
import { parkedState, SILENT_DAYS } from './parked.ts';
import type { Account, BackupCopy } from './portal-facts.ts';

/** Worst first; `parked` stands aside (spec rules.md, "Health"). */
export type HealthState = 'error' | 'warning' | 'never' | 'unknown' | 'ok' | 'parked';

export interface Health {
  state: HealthState;
  /** One sentence: why. */
  reason: string;
  /** The moment that the verdict hangs on, e.g. the newest restore point; its age is shown beside it. */
  since?: IsoTime;
}

/** Worst first; parked accounts stand aside. */
const WORST_FIRST: readonly HealthState[] = ['error', 'warning', 'never', 'unknown', 'ok', 'parked'];

/**
 * Status words of the portals, in lower case: x360Recover (portal-api §1.4: it is WARNED, not WARNING) and the EFS
 * portal. `null`: says nothing about the past. Any other word is `unknown`, shown as it is.
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

/** Without a threshold of the portal's own, in hours; three times that is an error (rules.md, "Health"). */
const DEFAULT_LIMIT_HOURS: Record<Account['kind'], number> = {
  server: 24,
  appliance: 24,
  desktop: 72,
  mailboxes: 72,
  unknown: 24,
};

const COPY_NAMES: Record<BackupCopy['where'], string> = { remote: 'remote', local: 'local' };

/**
 * How one account stands, with the reason and the moment that the verdict hangs on: the worst of the portal's own
 * word, each copy's age and AutoVerify. `now` in milliseconds since the epoch.
 */
export function accountHealth(account: Account, now: number, silentDays = SILENT_DAYS): Health {
  const parked = parkedState(account, { silentDays }, now);
  if (parked) return { state: 'parked', ...parked };
  const word = statusVerdict(account);
  // The portal's word last: among verdicts that agree, an age says more than a word.
  const verdicts = [...copyVerdicts(account, now), errorFreeVerdict(account, now), bootVerdict(account), word].filter(
    (verdict) => verdict !== undefined,
  );
  return worst(verdicts) ?? { state: 'unknown', reason: 'The portal gives no status.' };
}

/** The worst account's health, named; parked accounts stand aside. */
export function customerHealth(accounts: readonly Account[], now: number, silentDays = SILENT_DAYS): Health {
  if (accounts.length === 0) return { state: 'unknown', reason: 'The portal lists no account of this customer.' };
  const verdicts = accounts.map((account) => ({ account, health: accountHealth(account, now, silentDays) }));
  const active = verdicts.filter(({ health }) => health.state !== 'parked');
  if (active.length === 0) return { state: 'parked', reason: 'All accounts are parked.' };

  const state = worstState(active.map(({ health }) => health.state));
  const alike = active.filter(({ health }) => health.state === state);
  // The oldest moment among the worst: since then at the latest.
  const oldest = alike.reduce((a, b) => ((b.health.since ?? '~') < (a.health.since ?? '~') ? b : a));
  const since = oldest.health.since;
  const more = alike.length > 1 ? ` (and ${alike.length - 1} more)` : '';
  const reason =
    state === 'ok'
      ? `All ${active.length} active accounts are fine.`
      : `${oldest.account.userName}: ${oldest.health.reason}${more}`;
  return {
    state,
    reason: active.length === 1 && state === 'ok' ? 'The account is fine.' : reason,
    ...(since && { since }),
  };
}

function statusVerdict({ lastStatus, statusReason, lastBackupAt }: Account): Health | undefined {
  const word = lastStatus?.trim();
  if (!word) return undefined;
  const known = STATUS_WORDS.get(word.toLowerCase());
  const state = known === undefined ? 'unknown' : known;
  if (!state) return undefined;
  const why = statusReason ? ` (${statusReason})` : '';
  if (state === 'unknown') return { state, reason: `The portal says “${word}”${why}, which we do not know.` };
  if (state === 'never') return { state, reason: `Never had a backup${why}.` };
  return { state, reason: `The portal says “${word}”${why}.`, ...(lastBackupAt && { since: lastBackupAt }) };
}

/** Clocks, and time zones that a portal leaves out, differ by less. */
const AHEAD = 24 * HOUR;
/** How old such a backup is nobody knows: the account may have been without one for long. */
const AHEAD_OF_TIME = 'The newest backup bears a time that is yet to come: check the clock of this computer.';

/** Remote and local copies, each by itself. Mailbox services and appliances need not have any. */
function copyVerdicts(account: Account, now: number): Health[] {
  const { copies, lastBackupAt, kind } = account;
  if (copies.length > 0) return copies.map((copy) => ageVerdict(account, now, COPY_NAMES[copy.where], copy));
  if (lastBackupAt) return [ageVerdict(account, now, '', { lastRestorePointAt: lastBackupAt })];
  return kind === 'mailboxes' || kind === 'appliance' ? [] : [{ state: 'never', reason: 'Never had a backup.' }];
}

function ageVerdict(
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
  const source = thresholdMinutes === undefined ? 'allowed' : 'allowed by the portal';
  const bound = duration(state === 'error' ? 3 * limit : limit);
  const reason =
    state === 'ok'
      ? `The newest ${noun} is within the ${bound} ${source}.`
      : `No ${noun} for more than ${state === 'error' ? `${bound}, three times what is ${source}` : `the ${bound} ${source}`}.`;
  return { state, reason, since: lastRestorePointAt };
}

/** Backups run, but for longer than allowed not one of them was free of errors. */
function errorFreeVerdict(
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
    reason: `No error-free backup for more than ${duration(limit)}.`,
    since: lastErrorFreeBackupAt,
  };
}

/** AutoVerify counts by its verdict; a missing one is no failure. A warning: the next check may pass, and copies exist. */
function bootVerdict({ autoVerify }: Account): Health | undefined {
  if (!autoVerify || autoVerify.healthy) return undefined;
  return { state: 'warning', reason: 'The newest backup failed its boot check.', since: autoVerify.at };
}

/** The worst; among equals the one with a moment, then the first. */
function worst(verdicts: readonly Health[]): Health | undefined {
  if (verdicts.length === 0) return undefined;
  const state = worstState(verdicts.map((verdict) => verdict.state));
  const alike = verdicts.filter((verdict) => verdict.state === state);
  return alike.find((verdict) => verdict.since !== undefined) ?? alike[0];
}

function worstState(states: readonly HealthState[]): HealthState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}

function duration(milliseconds: number): string {
  const hours = milliseconds / HOUR;
  if (hours < 1) return `${Math.round(milliseconds / MINUTE)} minutes`;
  if (hours >= 48 && hours % 24 === 0) return `${hours / 24} days`;
  return `${Number(hours.toFixed(1))} ${hours === 1 ? 'hour' : 'hours'}`;
}
