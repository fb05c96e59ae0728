import type { CompanyView } from './company-view.ts';
import { WORST_FIRST } from './health.ts';
import type { RecordSummary } from './panel-record.ts';
import type { TicketSubjectView, TicketView } from './ticket-view.ts';

/** What the collapsed panel says of a company: how many findings, and the worst of its backups and findings. Pure. */
export function companySummary({ findings, customers }: Pick<CompanyView, 'findings' | 'customers'>): RecordSummary {
  const states = customers.map(({ health }) => health.state);
  const health = WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
  return { findings: findings.length, state: findings.some(({ severity }) => severity === 'error') ? 'error' : health };
}

/** The same of a ticket: the incident while it lasts, else the backup as it is now. Pure. */
export function ticketSummaryOf({ findings }: Pick<TicketView, 'findings'>, about: TicketSubjectView): RecordSummary {
  const now = (about.account?.health ?? about.health).state;
  const state = about.lasts
    ? about.lastEvent?.severity === 'warning'
      ? 'warning'
      : 'error'
    : findings.length > 0
      ? 'warning'
      : now;
  return { findings: findings.length, state };
}
