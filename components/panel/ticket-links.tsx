import type { TicketSummary } from '../../lib/domain/ticket-summary.ts';
import type { TicketView } from '../../lib/domain/ticket-view.ts';
import { Age } from '../ui/age.tsx';
import { Icon } from '../ui/icon.tsx';
import { LongList } from './long-list.tsx';
import * as TICKETS from './texts/tickets.ts';

/** Tickets shown before somebody asks for the rest. */
const FIRST = 5;

/** Address of a ticket in this ConnectWise. */
export type HrefOf = (ticketId: number) => string;

/** Where the problem is followed, when this ticket was merged, is a child, or another one stands for it. */
export function WhereItGoesOn({ view, hrefOf }: { view: TicketView; hrefOf: HrefOf }) {
  const { ticket, followedIn } = view;
  const what = ticket.mergedInto
    ? TICKETS.merged(ticket.mergedInto)
    : ticket.parentTicketId
      ? TICKETS.child(ticket.parentTicketId)
      : followedIn && TICKETS.tracked(followedIn.id);
  if (!what) return null;
  return (
    <section class="ticket-elsewhere" aria-label={TICKETS.followed}>
      <p>
        <Icon name="info" />
        <span class="grow">
          <span class="bb-strong">{what}</span>{' '}
          {followedIn ? (
            <>
              {TICKETS.followedBefore}
              <TicketLink id={followedIn.id} hrefOf={hrefOf} />: {followedIn.summary}{' '}
              <span class="bb-muted">{placeOf(followedIn)}</span>
            </>
          ) : (
            TICKETS.followedHere
          )}
        </span>
      </p>
    </section>
  );
}

/** The other tickets of the same problem, newest first. */
export function OtherTickets(props: { view: TicketView; now: number; hrefOf: HrefOf }) {
  const { view, now, hrefOf } = props;
  const tickets = view.others;
  const none = view.unreadable ? TICKETS.noneRead : TICKETS.none;
  return (
    <section aria-label={TICKETS.others}>
      <h3>{tickets.length === 0 ? none : TICKETS.counted(tickets.length)}</h3>
      {tickets.length > 0 && (
        <LongList items={tickets} first={FIRST} class="tickets" label={TICKETS.others}>
          {(ticket) => (
            <li class="ticket" key={ticket.id}>
              <div class="grow">
                <TicketLink id={ticket.id} hrefOf={hrefOf} /> {ticket.summary}
                <span class="reason bb-hint">{placeOf(ticket)}</span>
              </div>
              {ticket.enteredAt && (
                <span class="bb-hint bb-nowrap">
                  <Age at={ticket.enteredAt} now={now} />
                </span>
              )}
            </li>
          )}
        </LongList>
      )}
    </section>
  );
}

/** Opens in a new tab. @param summary what the ticket says, on hover */
export function TicketLink({ id, summary, hrefOf }: { id: number; summary?: string; hrefOf: HrefOf }) {
  const title = summary ? `#${id}: ${summary}` : TICKETS.open(id);
  return (
    <a href={hrefOf(id)} target="_blank" rel="noreferrer" title={title}>
      #{id}
    </a>
  );
}

function placeOf({ board, status, closed, mergedInto, parentTicketId }: TicketSummary): string {
  const tie = mergedInto ? TICKETS.mergedInto(mergedInto) : parentTicketId ? TICKETS.childOf(parentTicketId) : '';
  return [board, closed && !/clos/i.test(status) ? TICKETS.closed(status) : status, tie].filter(Boolean).join(' · ');
}
