import type { Finding } from '../../finding.ts';
import { openTicketsOf } from '../../tickets/primary-ticket.ts';
import { mergeDuplicates } from '../../tickets/ticket-changes.ts';
import { report } from '../report.ts';
import { snapshotOf, type TicketSubject, ticketPlace } from './ticket-subject.ts';

/** TIX-DUPLICATE: several open tickets track one incident; the lowest number is the one that is kept. */
export function tixDuplicate(subject: TicketSubject): Finding[] {
  const [kept, ...others] = openTicketsOf(subject.tickets);
  if (!kept || others.length === 0) return [];
  const snapshot = snapshotOf(subject);
  const numbers = others.map(({ id }) => `#${id}`).join(', ');
  return [
    report('TIX-DUPLICATE', {
      where: ticketPlace(subject, kept, 'externalXRef'),
      message: `${others.length + 1} open tickets track one incident: #${kept.id} and ${numbers}. The next event merges ${numbers} into #${kept.id}.`,
      seen: others.length + 1,
      expected: 1,
      fix: snapshot && {
        label: `Merge ${numbers} into #${kept.id}`,
        changes: mergeDuplicates({ snapshot, settings: subject.settings }),
      },
    }),
  ];
}
