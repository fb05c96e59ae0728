import { errorText, firstSentence } from './last-error.ts';
import type { Account } from './portal-facts.ts';
import type { Incident } from './tickets/incident.ts';

/** As a reason it is in the middle of a sentence. */
const LONGEST_CAUSE = 120;

/**
 * Returns the account with the cause of its newest failure, from the event that this browser has seen of a problem that lasts: as
 * `statusReason` where the portal gives none with its status and no error, as `lastError` beside a reason that is a code.
 * @param incidents problems of the customer, as the events were folded
 */
export function withCause(account: Account, incidents: readonly Incident[]): Account {
  if (account.lastError) return account;
  const own = incidents.filter(({ accountId, lasts }) => lasts && accountId === account.id);
  const [newest] = own.sort((a, b) => Date.parse(b.newest.at) - Date.parse(a.newest.at));
  if (!newest) return account;
  if (account.statusReason) {
    const text = errorText(newest.newest.details);
    return text ? { ...account, lastError: { text, at: newest.newest.at } } : account;
  }
  const cause = causeOf(newest);
  return cause ? { ...account, statusReason: cause } : account;
}

/** Kinds whose message may name the cause behind a colon, e.g. `Backup failed: disk is full.` */
const FAILURES: ReadonlySet<string> = new Set(['backup-failed', 'archiving-failed', 'filtering-failed']);

/** The first sentence of the details, else what the message says behind its colon; the rest of it only repeats that it failed. */
function causeOf({ newest, kind }: Incident): string {
  const said = FAILURES.has(kind) ? newest.message.split(': ').slice(1).join(': ') : '';
  return firstSentence(errorText(newest.details || said) ?? '', LONGEST_CAUSE);
}
