import type { JournalEntry } from '../../domain/change.ts';
import type { Ticket } from '../../domain/connectwise-records.ts';
import { openTicketsOf } from '../../domain/tickets/primary-ticket.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { StoredRecord } from '../ports.ts';

/**
 * Makes the work of an incident's ticket due when the look for an unclear create finds several open tickets, so that they are
 * merged now. Its outbox entry may not exist any more, may need a user, or may wait because another browser leads; and no other
 * browser knows that a second ticket could come: it would find it at its next look, up to 12 hours later.
 * @param found every ticket that the create may have made.
 */
export async function wakeForDuplicates(
  { store, clock }: Pick<EngineDeps, 'store' | 'clock'>,
  { change, runId }: JournalEntry,
  found: readonly StoredRecord[],
): Promise<void> {
  if (change.op !== 'create' || openTicketsOf(found as readonly Ticket[]).length < 2) return;
  const cause = (await store.getRun(runId))?.cause;
  const incident = cause?.kind === 'ticket' ? await store.incident(cause.ref ?? '') : undefined;
  if (incident) await store.wakeTicket(incident, isoTime(clock()));
}
