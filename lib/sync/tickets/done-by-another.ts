import type { Incident } from '../../domain/tickets/incident.ts';
import type { TicketSnapshot } from '../../domain/tickets/ticket-plan.ts';
import { reportedAt } from '../../domain/tickets/ticket-text.ts';
import { xrefOf } from '../../domain/tickets/xref.ts';
import type { OutboxEntry } from '../store.ts';
import type { TicketDeps } from './read-snapshot.ts';

/** Records that this browser reported the problem's newest event: it must not take its own note for another browser's. */
export async function recordReported({ store, clock }: TicketDeps, incident: Incident): Promise<void> {
  await store.cache(keyOf(incident), incident.newest.at, clock());
}

/**
 * Whether ConnectWise shows the newest event already, written by our API member from another browser. A second attempt
 * says nothing: the first may have written it and lost the answer. Neither does what a user requested again.
 */
export async function doneByAnother(
  deps: TicketDeps,
  entry: OutboxEntry,
  incident: Incident,
  snapshot: TicketSnapshot,
): Promise<boolean> {
  const xref = xrefOf(incident, deps.settings.prefix);
  const isReported = snapshot.notes.some(({ text }) => reportedAt(text, xref) === incident.newest.at);
  if (!isReported) return false;
  if (entry.attempts > 1 || entry.manual) {
    // Later looks at the same problem (for duplicates, say) begin to count from one.
    await recordReported(deps, incident);
    return false;
  }
  return (await deps.store.cached<string>(keyOf(incident)))?.value !== incident.newest.at;
}

function keyOf({ key }: Incident): string {
  return `ticket-reported:${key}`;
}
