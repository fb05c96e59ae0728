import { MINUTE } from '../../../lib/shared/time.ts';
import type { EventText } from './event-texts.ts';
import { noticeText, runText } from './event-texts.ts';
import type { AccountStatus, BackupRun, NoticeLevel, PortalAccount } from './state.ts';

const RUNS_KEPT = 50;
const RUN_MINUTES = 20;

export interface TimedEvent {
  at: number;
  account: PortalAccount;
  text: EventText;
}

type Step = { at: number; act(): TimedEvent };

/**
 * Lets one account live until `now`: its scheduled backups and the notices about missing ones, in the order of time.
 * Nothing is dated before `from`, the moment up to which the log was already written.
 */
export function advanceAccount(account: PortalAccount, from: number, now: number): TimedEvent[] {
  const events: TimedEvent[] = [];
  for (let step = nextStep(account, from); step && step.at <= now; step = nextStep(account, from)) {
    events.push(step.act());
  }
  return events;
}

/** When the account next does something by itself; infinity where it never will. */
export function nextDue(account: PortalAccount, from: number): number {
  return nextStep(account, from)?.at ?? Number.POSITIVE_INFINITY;
}

/** A backup ends at `at`: the account's facts change, and the log gets a line. */
export function endRun(account: PortalAccount, at: number, result: BackupRun['result'], message?: string): TimedEvent {
  const run: BackupRun = { startedAt: at - RUN_MINUTES * MINUTE, endedAt: at, result, ...(message ? { message } : {}) };
  account.runs = [...account.runs, run].slice(-RUNS_KEPT);
  if (result !== 'failed') {
    account.lastBackupAt = at;
    delete account.noticed['no-backup'];
    if (account.onlineBytes !== undefined) account.onlineBytes += account.schedule?.growthBytes ?? 0;
  }
  if (result === 'ok') {
    account.lastErrorFreeBackupAt = at;
    account.noticed = {};
  }
  setStatus(account, result === 'failed' ? 'error' : result, at);
  return { at, account, text: runText(account, run) };
}

export function setStatus(account: PortalAccount, status: AccountStatus, at: number, reason?: string): void {
  if (account.status !== status) account.statusSince = at;
  account.status = status;
  if (reason === undefined) delete account.statusReason;
  else account.statusReason = reason;
}

function nextStep(account: PortalAccount, from: number): Step | undefined {
  if (account.status === 'parked') return undefined;
  const steps = [
    scheduledRun(account),
    notice(account, 'no-backup', account.lastBackupAt, from),
    notice(account, 'no-error-free-backup', account.lastErrorFreeBackupAt, from),
  ];
  return steps.reduce((first, step) => (step && (!first || step.at < first.at) ? step : first), undefined);
}

function scheduledRun(account: PortalAccount): Step | undefined {
  const { schedule } = account;
  if (!schedule || account.missing) return undefined;
  const at = schedule.nextAt;
  return {
    at,
    act() {
      schedule.nextAt = at + schedule.everyMinutes * MINUTE;
      return endRun(account, at, account.planned.shift() ?? 'ok');
    },
  };
}

/**
 * Warning after the threshold, error after three times as long (docs/reference/rules.md#health); only where backups are
 * due.
 */
function notice(
  account: PortalAccount,
  type: 'no-backup' | 'no-error-free-backup',
  since: number | undefined,
  from: number,
): Step | undefined {
  if (!account.schedule) return undefined;
  const given = account.noticed[type];
  if (given === 'error') return undefined;
  const level: NoticeLevel = given === undefined ? 'warning' : 'error';
  const waited = account.thresholdMinutes * MINUTE * (level === 'warning' ? 1 : 3);
  const at = Math.max((since ?? account.createdAt) + waited, from);
  return {
    at,
    act() {
      account.noticed[type] = level;
      if (type === 'no-backup' && account.status !== 'error') setStatus(account, level, at, account.statusReason);
      return { at, account, text: noticeText(account, type, level, since) };
    },
  };
}
