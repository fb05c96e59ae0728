import type { Finding } from '../../finding.ts';
import type { TicketSubject } from './ticket-subject.ts';
import { tixBoard } from './tix-board.ts';
import { tixChild } from './tix-child.ts';
import { tixDuplicate } from './tix-duplicate.ts';
import { tixEmail } from './tix-email.ts';
import { tixMerged } from './tix-merged.ts';
import { tixStale } from './tix-stale.ts';

export type { TicketSubject } from './ticket-subject.ts';

/** All rules about tickets (docs/reference/rules.md#tickets). */
const TICKET_RULES: readonly ((subject: TicketSubject) => Finding[])[] = [
  tixDuplicate,
  tixStale,
  tixMerged,
  tixBoard,
  tixChild,
  tixEmail,
];

/** Checks the tickets of one problem. Rules whose facts are absent stay silent. */
export function checkTickets(subject: TicketSubject): Finding[] {
  const findings = TICKET_RULES.flatMap((rule) => rule(subject));
  if (!subject.incomplete) return findings;
  // Whether any of them is open, which is the lowest, and what a note says already, an unreadable one may decide.
  return findings.filter(({ code }) => code !== 'TIX-STALE').map(({ fix: _, ...finding }) => finding);
}
