import { expect } from '@playwright/test';
import { valueAt } from '../../simulator/connectwise/table.ts';
import type { Simulator } from '../../simulator/server.ts';

/** A ticket as the service board shows it. */
export interface BoardTicket {
  id: number;
  summary: string;
  board: string;
  status: string;
  isClosed: boolean;
  mergedInto: number | null;
  notes: string[];
}

/** Tickets about one incident: those with its external reference, by number. */
export function ticketsOf({ connectWise }: Simulator, xref: string): BoardTicket[] {
  const { tickets, boardStatuses, ticketNotes } = connectWise.tables;
  return tickets.where('externalXRef', xref).map((row) => {
    const merged = valueAt(row, 'mergedParentTicket/id');
    return {
      id: row.id,
      summary: String(row.summary),
      board: String(valueAt(row, 'board/name')),
      status: String(valueAt(row, 'status/name')),
      isClosed: boardStatuses.get(Number(valueAt(row, 'status/id')))?.closedStatus === true,
      mergedInto: typeof merged === 'number' ? merged : null,
      notes: ticketNotes.where('ticketId', row.id).map(({ text }) => String(text)),
    };
  });
}

/** Waits until the incident has exactly one ticket, all others merged into it, and returns it. */
export async function theTicket(simulator: Simulator, xref: string, timeout = 150_000): Promise<BoardTicket> {
  const unmerged = () => ticketsOf(simulator, xref).filter(({ mergedInto }) => mergedInto === null);
  await expect.poll(() => unmerged().length, { timeout, message: `one ticket for ${xref}` }).toBe(1);
  const [ticket] = unmerged();
  if (!ticket) throw new Error(`No ticket for ${xref}.`);
  return ticket;
}

/** Waits until the ticket of an incident is closed, and returns it. */
export async function theClosedTicket(simulator: Simulator, xref: string, timeout = 150_000): Promise<BoardTicket> {
  await expect
    .poll(() => ticketsOf(simulator, xref).map(({ isClosed }) => isClosed), { timeout, message: `${xref} closed` })
    .toEqual([true]);
  return theTicket(simulator, xref);
}
