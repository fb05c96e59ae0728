import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../lib/domain/connectwise-records.ts';
import { firstBilledDay } from '../../../lib/domain/first-billed-day.ts';
import { AGREEMENT } from '../../support/builders/domain-records.ts';

const MONTHLY = { id: 2, name: 'Monthly' };
const QUARTERLY = { id: 3, name: 'Quarterly' };

describe('the day from which a new line is billed', () => {
  it.each<[string, Partial<Agreement>, string, string]>([
    ['after what is invoiced', { nextInvoiceDate: '2026-12-01T00:00:00Z' }, '2026-11-21', '2026-12-01'],
    [
      'today, when a cycle begins that is not invoiced',
      { nextInvoiceDate: '2026-11-21T00:00:00Z' },
      '2026-11-21',
      '2026-11-21',
    ],
    [
      'not today, when the cycle that begins is invoiced',
      { nextInvoiceDate: '2026-12-21T00:00:00Z' },
      '2026-11-21',
      '2026-12-21',
    ],
    [
      'not in the past, where invoices are behind',
      { nextInvoiceDate: '2026-09-01T00:00:00Z' },
      '2026-11-21',
      '2026-12-01',
    ],
    ['the last day of a cycle', { nextInvoiceDate: '2026-12-01T00:00:00Z' }, '2026-11-30', '2026-12-01'],
    ['the day on which the next cycle begins', { nextInvoiceDate: '2026-12-01T00:00:00Z' }, '2026-12-01', '2026-12-01'],
    ['the day after it', { nextInvoiceDate: '2026-12-01T00:00:00Z' }, '2026-12-02', '2027-01-01'],
    [
      'a quarter ahead',
      { billingCycle: QUARTERLY, nextInvoiceDate: '2027-01-01T00:00:00Z' },
      '2026-11-21',
      '2027-01-01',
    ],
    [
      'an invoice within a cycle of a named day',
      { billingCycle: { id: 4, name: 'Monthly - 1st' }, nextInvoiceDate: '2026-11-25T00:00:00Z' },
      '2026-11-21',
      '2026-12-01',
    ],
    [
      'the first day of a cycle that is invoiced in part',
      { billingCycle: { id: 4, name: 'Monthly - 1st' }, nextInvoiceDate: '2026-12-02T00:00:00Z' },
      '2026-12-01',
      '2027-01-01',
    ],
    [
      'without a next invoice, by the start',
      { nextInvoiceDate: '', startDate: '2024-01-15T00:00:00Z' },
      '2026-11-21',
      '2026-12-15',
    ],
    [
      'today, where no cycle is known',
      { billingCycle: null, nextInvoiceDate: '2026-12-01T00:00:00Z' },
      '2026-11-21',
      '2026-11-21',
    ],
    [
      'today, where the next invoice is a year for none',
      { nextInvoiceDate: '9999-12-31T00:00:00Z' },
      '2026-11-21',
      '2026-11-21',
    ],
  ])('%s', (_, members, today, expected) => {
    expect(firstBilledDay({ ...AGREEMENT, billingCycle: MONTHLY, ...members }, today)).toBe(expected);
  });
});
