import { describe, expect, it } from 'vitest';
import type { HealthState } from '../../../lib/domain/health.ts';
import { companySummary, ticketSummaryOf } from '../../../lib/domain/record-summary.ts';
import type { TicketSubjectView } from '../../../lib/domain/ticket-view.ts';
import { type companyView, drift, order } from '../../support/builders/company-views.ts';

const customers = (...states: HealthState[]) =>
  states.map((state) => ({ health: { state } })) as ReturnType<typeof companyView>['customers'];
const about = (part: object) => ({ health: { state: 'ok' }, lasts: false, ...part }) as unknown as TicketSubjectView;

describe('what the tab says of a company', () => {
  it.each<[string, ReturnType<typeof companySummary>, Parameters<typeof companySummary>[0]]>([
    [
      'the worst of its customers',
      { findings: 0, state: 'error' },
      { findings: [], customers: customers('ok', 'error') },
    ],
    [
      'an error among its findings',
      { findings: 2, state: 'error' },
      { findings: [order, drift], customers: customers('ok') },
    ],
    [
      'its backups where a finding is only a warning',
      { findings: 1, state: 'ok' },
      { findings: [drift], customers: customers('ok') },
    ],
    ['unknown where it has no customer', { findings: 0, state: 'unknown' }, { findings: [], customers: [] }],
  ])('is %s', (_, summary, view) => {
    expect(companySummary(view)).toEqual(summary);
  });
});

describe('what the tab says of a ticket', () => {
  it.each<[string, HealthState, TicketSubjectView, number]>([
    ['an incident that lasts', 'error', about({ lasts: true }), 0],
    ['an incident that is only a warning', 'warning', about({ lasts: true, lastEvent: { severity: 'warning' } }), 0],
    ['a finding after it', 'warning', about({}), 1],
    ['the account as it is now', 'parked', about({ account: { health: { state: 'parked' } } }), 0],
    ['all accounts where it is about none', 'ok', about({}), 0],
  ])('is by %s', (_, state, subject, findings) => {
    expect(ticketSummaryOf({ findings: Array.from({ length: findings }, () => drift) }, subject)).toEqual({
      findings,
      state,
    });
  });
});
