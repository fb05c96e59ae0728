import type { EventType, Severity } from '../../../lib/domain/portal-facts.ts';
import { MINUTE } from '../../../lib/shared/time.ts';
import { GB } from './account-seed.ts';
import type { BackupRun, PortalAccount } from './state.ts';

/** What the portal's log says about an account, before it has a place and a time. */
export interface EventText {
  type: EventType;
  severity: Severity;
  message: string;
  details: string;
  /** See `PortalEventRow`. */
  raw?: Record<string, unknown>;
}

/** Decimal GB, the portal's unit, with two decimals. */
function gigabytes(bytes: number): string {
  return `${(bytes / GB).toFixed(2)} GB`;
}

/**
 * The entry that ends a backup. Mailbox services fail under their own types
 * (docs/reference/rules.md#events-and-notification-rules).
 */
export function runText(account: PortalAccount, run: BackupRun): EventText {
  const minutes = Math.round((run.endedAt - run.startedAt) / MINUTE);
  if (run.result === 'failed') {
    return {
      type: failureType(account),
      severity: 'error',
      message: `Backup of ${account.userName} failed.`,
      details: `${runMessage(run)} Stopped after ${minutes} minutes.`,
    };
  }
  const stored = account.onlineBytes === undefined ? '' : ` ${gigabytes(account.onlineBytes)} stored online.`;
  return {
    type: 'backup-finished',
    severity: run.result,
    message: `Backup of ${account.userName} finished${run.result === 'warning' ? ' with warnings' : ''}.`,
    details: `${runMessage(run)} Took ${minutes} minutes.${stored}`,
  };
}

/** What a run left to say: the same in the log and in the account. */
export function runMessage({ result, message }: BackupRun): string {
  if (message !== undefined) return message;
  if (result === 'failed') return 'The connection to the backup server was lost.';
  return result === 'warning' ? '3 files were in use and left out.' : 'No errors.';
}

function failureType({ kind, plan }: PortalAccount): EventType {
  if (kind !== 'mailboxes') return 'backup-failed';
  return /filter/i.test(plan) ? 'filtering-failed' : 'archiving-failed';
}

/** `since`: the newest backup (or newest without errors), or undefined where there never was one. */
export function noticeText(
  account: PortalAccount,
  type: 'no-backup' | 'no-error-free-backup',
  severity: 'warning' | 'error',
  since: number | undefined,
): EventText {
  const what = type === 'no-backup' ? 'backup' : 'backup without errors';
  const last = since === undefined ? 'There never was one.' : `The last one was on ${new Date(since).toISOString()}.`;
  return { type, severity, message: `No ${what} of ${account.userName} in time.`, details: last };
}

export function growthText(account: PortalAccount, before: number, after: number): EventText {
  const share = before > 0 ? Math.abs(after - before) / before : 1;
  return {
    type: 'disk-usage-change',
    severity: share > 0.1 ? 'warning' : 'ok',
    message: `Storage of ${account.userName} changed from ${gigabytes(before)} to ${gigabytes(after)}.`,
    details: `${(share * 100).toFixed(1)} % ${after < before ? 'less' : 'more'} than before.`,
  };
}

/**
 * Undefined below 80 per cent; the pool alert of an appliance (docs/reference/portals.md#health-of-devices) is a
 * warning, 90 per cent an error.
 */
export function fillText(account: PortalAccount): EventText | undefined {
  if (account.capacityBytes === undefined || account.localBytes === undefined) return undefined;
  const percent = Math.floor((account.localBytes / account.capacityBytes) * 100);
  if (percent < 80) return undefined;
  return {
    type: 'disk-usage',
    severity: percent >= 90 ? 'error' : 'warning',
    message: `${account.userName} is ${percent} % full.`,
    details: `${gigabytes(account.localBytes)} of ${gigabytes(account.capacityBytes)} used.`,
  };
}
