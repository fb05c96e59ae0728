import { literalText } from '../../../shared/text-values.ts';
import { DAY, readTime } from '../../../shared/time.ts';
import type { Ticket } from '../../connectwise-records.ts';
import type { Finding } from '../../finding.ts';
import { mergeInto } from '../../tickets/ticket-changes.ts';
import { xrefPrefix } from '../../tickets/xref.ts';
import { report } from '../report.ts';
import { followedTicket, snapshotOf, type TicketSubject, ticketPlace } from './ticket-subject.ts';

const ADVICE =
  'In the portal, under Contact Information, send notifications to an address that ConnectWise opens no tickets from, and turn off “Enable External Ticketing Alerts” in My Account › Notifications.';

/** What of a summary is looked through: ConnectWise's own limit is 100 characters. */
const LONGEST_SUMMARY = 1_000;
const PART_OF_NAME = /[\p{L}\p{N}_-]/u;
/** Sources are named by each MSP; ConnectWise's own is `Email Connector`. */
const MAIL_SOURCE = /mail/i;
/** A mail that names no account is only taken for one about a backup when it says so: customers write about other things. */
const ABOUT_BACKUP = /\b(backups?|restore points?|recovery points?|vault|autoverify|efolder|axcient|x360|bdr)\b/i;

/**
 * TIX-EMAIL: within 24 hours of ours, the company got a ticket, not ours, whose summary names the account, or which came by mail
 * and is about a backup: reported twice, once by the portal's mail (docs/reference/setup-guides.md#troubleshooting-a).
 */
export function tixEmail(subject: TicketSubject): Finding[] {
  const { companyTickets = [], settings } = subject;
  const ours = followedTicket(subject);
  const enteredAt = readTime(ours?.dateEntered);
  if (!ours || enteredAt === undefined) return [];
  const near = (ticket: Ticket) => Math.abs((readTime(ticket.dateEntered) ?? Number.NaN) - enteredAt) <= DAY;
  const doubles = companyTickets.filter(
    (ticket) =>
      ticket.id !== ours.id &&
      !ticket.externalXRef.startsWith(xrefPrefix(settings.prefix)) &&
      !ticket.mergedParentTicket &&
      near(ticket) &&
      isAboutSameBackup(ticket, subject.userName),
  );
  const snapshot = snapshotOf(subject);
  return doubles.map((ticket) => {
    const reason = `Ticket #${ticket.id} is about the same backup as #${ours.id}.`;
    const canMerge = snapshot && !ticket.closedFlag && !ours.closedFlag;
    return report('TIX-EMAIL', {
      where: ticketPlace(subject, ticket, 'summary'),
      message: `Ticket #${ticket.id}${ticket.sourceName ? ` (${literalText(ticket.sourceName)})` : ''} seems to be about the same backup as #${ours.id}. ${ADVICE}`,
      seen: ticket.sourceName,
      expected: null,
      about: `${ours.id}`,
      fix: canMerge
        ? {
            label: `Merge #${ticket.id} into #${ours.id}`,
            changes: [mergeInto({ snapshot, settings }, ours, ticket, reason)],
          }
        : undefined,
    });
  });
}

/** Whether a ticket's summary names the account, or it came by mail and is about a backup. */
export function isAboutSameBackup(
  { summary, sourceName }: Pick<Ticket, 'summary' | 'sourceName'>,
  userName = '',
): boolean {
  return names(summary, userName) || (MAIL_SOURCE.test(sourceName) && ABOUT_BACKUP.test(summary));
}

/** As a word of its own: `PC-1` is not in `PC-12`. */
function names(summary: string, userName: string): boolean {
  const name = userName.trim().toLowerCase();
  const text = summary.slice(0, LONGEST_SUMMARY).toLowerCase();
  if (name === '' || name.length > text.length) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before = '', after = ''] = [[...text.slice(0, at)].at(-1), [...text.slice(at + name.length)][0]];
    if (!PART_OF_NAME.test(before) && !PART_OF_NAME.test(after)) return true;
  }
  return false;
}
