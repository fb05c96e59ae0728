import { valueAt } from '../../simulator/connectwise/table.ts';
import type { ChaosWorld } from './world.ts';

/**
 * What a story left in ConnectWise, without what depends on how long it took and in which order records were made: two
 * stories that should have come to the same are compared by it.
 */
export function leftInConnectWise({ simulation }: ChaosWorld): string[] {
  const { additions, configurations, managementSummaryReports, tickets, ticketNotes } = simulation.connectWise.tables;
  const lines: string[] = [];
  for (const row of additions.all()) lines.push(`addition ${row.id}: ${row.quantity} ${row.invoiceDescription ?? ''}`);
  for (const { id, _info, ...members } of managementSummaryReports.all()) {
    lines.push(`entry ${id}: ${JSON.stringify(members)}`);
  }
  for (const { id: _id, _info, ...members } of configurations.all()) {
    lines.push(`configuration ${JSON.stringify(members)}`);
  }
  for (const row of tickets.all()) {
    const notes = ticketNotes.where('ticketId', row.id).map(({ text }) => withoutZone(String(text)));
    const merged = valueAt(row, 'mergedParentTicket/id') === undefined ? '' : ' merged';
    lines.push(
      `ticket ${row.externalXRef}: ${row.summary} [${valueAt(row, 'status/name')}]${merged} ${notes.join(' | ')}`,
    );
  }
  return lines.sort();
}

/**
 * A ticket waits for no time zone: where the tenant's could not be read, its text names the time in UTC instead. Its reference has
 * the same moment in both.
 */
function withoutZone(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d \([^)]+\)/g, '(local time)');
}
