import type { Account } from './portal-facts.ts';
import type { Incident } from './tickets/incident.ts';

/** Portals put whole logs into details; the first sentence says what happened. */
const LONGEST_CAUSE = 120;

/**
 * Returns the account with the cause of its newest failure as `statusReason`, where the portal gives none with its status: from the
 * event that this browser has seen of a problem that lasts.
 * @param problems of the customer, as the events were folded
 */
export function withCause(account: Account, incidents: readonly Incident[]): Account {
  if (account.statusReason) return account;
  const own = incidents.filter(({ accountId, lasts }) => lasts && accountId === account.id);
  const [newest] = own.sort((a, b) => Date.parse(b.newest.at) - Date.parse(a.newest.at));
  const cause = newest && causeOf(newest);
  return cause ? { ...account, statusReason: cause } : account;
}

/** Kinds whose message may name the cause behind a colon, e.g. `Backup failed: disk is full.` */
const FAILURES: ReadonlySet<string> = new Set(['backup-failed', 'archiving-failed', 'filtering-failed']);

/** The first sentence of the details, else what the message says behind its colon; the rest of it only repeats that it failed. */
function causeOf({ newest, kind }: Incident): string {
  const said = FAILURES.has(kind) ? newest.message.split(': ').slice(1).join(': ') : '';
  const text = (newest.details || said).trim().slice(0, 4 * LONGEST_CAUSE);
  const [line = ''] = text.split(/[\r\n]/);
  const end = line.search(/[.!?](\s|$)/);
  const first = (end < 0 ? line : line.slice(0, end)).trim();
  return first.length > LONGEST_CAUSE ? `${first.slice(0, LONGEST_CAUSE - 1).trimEnd()}…` : first;
}
