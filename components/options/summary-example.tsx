import { DEFAULT_SETTINGS } from '../../lib/domain/settings.ts';
import type { Incident } from '../../lib/domain/tickets/incident.ts';
import { ticketSummary } from '../../lib/domain/tickets/ticket-text.ts';
import { SUMMARY } from './texts/tickets.ts';

/** REST: Ticket.summary (docs/reference/connectwise-rest.md#tickets). */
const LONGEST_SUMMARY = 100;

/** The incident of `SUMMARY.exampleEvent`. */
const EXAMPLE: Incident = {
  key: '342:15212001:no-backup',
  customerId: '342',
  accountId: '15212001',
  kind: 'no-backup',
  source: 'example',
  lasts: true,
  severity: 'error',
  since: '2014-05-31T16:05:00.000Z',
  newest: {
    id: 'example',
    at: '2014-05-31T16:05:00.000Z',
    message: SUMMARY.exampleEvent,
    type: 'no-backup',
    severity: 'error',
  },
};

/** How the summary of a new ticket will read, and how much of its length is used. */
export function SummaryExample({ prefix }: { prefix: string }) {
  const tickets = { ...DEFAULT_SETTINGS.tickets, summaryPrefix: prefix };
  const summary = ticketSummary(EXAMPLE, { ...DEFAULT_SETTINGS, tickets });
  const length = summary.endsWith('…') ? SUMMARY.lengthCut : SUMMARY.length;
  return (
    <div class="bb-example">
      <p class="bb-hint">{SUMMARY.heading}</p>
      <p class="bb-example-text">{summary}</p>
      <p class="bb-hint">{length(summary.length, LONGEST_SUMMARY)}</p>
    </div>
  );
}
