import type { AccountView } from '../../domain/company-view.ts';
import type { Account } from '../../domain/portal-facts.ts';
import { followedTicket } from '../../domain/rules/ticket/ticket-subject.ts';
import { incidentOfXRef, xrefOf } from '../../domain/tickets/xref.ts';
import type { ReadIncident } from './check-tickets.ts';

/** Returns the open ticket about one of the account's problems, by external reference: a long account id is shortened there. */
export function ticketOfAccount(
  read: readonly ReadIncident[],
  { id, customerId }: Account,
  prefix: string,
): AccountView['ticket'] {
  for (const subject of read) {
    const xref = subject.tickets.find(({ externalXRef }) => incidentOfXRef(externalXRef, prefix))?.externalXRef;
    const about = xref && incidentOfXRef(xref, prefix);
    if (!about || about.accountId === '' || xrefOf({ ...about, customerId, accountId: id }, prefix) !== xref) continue;
    const ticket = followedTicket(subject);
    if (ticket && !ticket.closedFlag) return { id: ticket.id, summary: ticket.summary };
  }
  return undefined;
}
