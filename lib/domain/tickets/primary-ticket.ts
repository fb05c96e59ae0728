import { readTime } from '../../shared/time.ts';
import type { Ticket } from '../connectwise-records.ts';

/**
 * Returns which of the tickets with a problem's external reference tracks it: the lowest open one that is not merged; else the
 * newest closed one; else one that was merged. A merged ticket that was entered after that closing comes before the closed one:
 * what it was folded into carries the problem on. One that was folded into another of these tickets is never primary.
 */
export function primaryTicket(tickets: readonly Ticket[]): Ticket | undefined {
  const [open] = openTicketsOf(tickets);
  if (open) return open;
  const ids = new Set(tickets.map(({ id }) => id));
  const merged = tickets.filter(({ mergedParentTicket }) => mergedParentTicket);
  const away = merged.filter(({ mergedParentTicket }) => mergedParentTicket && !ids.has(mergedParentTicket.id));
  const [closed] = tickets
    .filter(({ mergedParentTicket }) => !mergedParentTicket)
    .sort((a, b) => (closedAt(b) ?? 0) - (closedAt(a) ?? 0) || b.id - a.id);
  const [folded] = (away.length > 0 ? away : merged).sort((a, b) => b.id - a.id);
  if (!closed || !folded || away.length === 0) return closed ?? folded;
  return (readTime(folded.dateEntered) ?? 0) > (closedAt(closed) ?? 0) ? folded : closed;
}

/** Open and not merged, lowest number first: more than one is one too many. */
export function openTicketsOf(tickets: readonly Ticket[]): Ticket[] {
  return tickets
    .filter(({ closedFlag, mergedParentTicket }) => !closedFlag && !mergedParentTicket)
    .sort((a, b) => a.id - b.id);
}

/** Milliseconds since the epoch; where ConnectWise does not say when it was closed, the last write. */
export function closedAt({ closedFlag, closedDate, _info }: Ticket): number | undefined {
  return closedFlag ? (readTime(closedDate) ?? readTime(_info.lastUpdated)) : undefined;
}
