import { describe, expect, it } from 'vitest';
import type { FleetQuery, FleetRow } from '../../../../lib/domain/fleet.ts';
import { countFilters, selectRows } from '../../../../lib/domain/fleet-rows.ts';
import { customerRow } from '../../../support/builders/fleet.ts';

const QUERY: FleetQuery = { filter: 'all', search: '', sort: 'customer', descending: false };
const ids = (rows: readonly FleetRow[]) => rows.map(({ customerId }) => customerId);
const { lastSyncAt: _, ...neverSynced } = customerRow('5');

const ROWS: FleetRow[] = [
  customerRow('1', { customerName: 'Northside Bakery', lines: 2, difference: [{ from: 10, to: 25 }] }),
  customerRow('2', { customerName: 'alpine Dental', lines: 1, held: 1, difference: [{ from: 900, to: 20 }] }),
  customerRow('3', { customerName: 'Copper Realty', link: 'none', health: 'unknown' }),
  customerRow('4', { customerName: 'Zenith', health: 'error', findings: { error: 1, warning: 0, info: 0 } }),
  neverSynced,
  customerRow('6', { missingManagedIds: true, findings: { error: 0, warning: 9, info: 3 } }),
  customerRow('7', { missingAdditions: 2, health: 'warning' }),
  customerRow('8', {
    companyName: 'Harbor Law',
    failure: { code: 'timeout', message: 'No answer.', nextStep: 'Compare again.' },
  }),
];

describe('the saved filters', () => {
  it('count each row that fits', () => {
    expect(countFilters(ROWS)).toEqual({
      all: 8,
      'billed-wrongly': 2,
      'needs-approval': 1,
      'not-linked': 1,
      unhealthy: 2,
      'never-synced': 1,
      'missing-managed-ids': 1,
      'missing-additions': 1,
      'not-compared': 1,
    });
  });

  it.each([
    ['billed-wrongly', ['2', '1']],
    ['needs-approval', ['2']],
    ['not-linked', ['3']],
    ['unhealthy', ['7', '4']],
    ['never-synced', ['5']],
    ['missing-managed-ids', ['6']],
    ['missing-additions', ['7']],
    ['not-compared', ['8']],
  ] as const)('%s', (filter, expected) => {
    expect(ids(selectRows(ROWS, { ...QUERY, filter }))).toEqual(expected);
  });
});

describe('a search', () => {
  it.each([
    ['harbor', ['8']],
    [' EFS-3 ', ['3']],
    ['DENTAL', ['2']],
    ['nobody of this name', []],
  ])('%s', (search, expected) => {
    expect(ids(selectRows(ROWS, { ...QUERY, search }))).toEqual(expected);
  });
});

describe('an order', () => {
  it('is by name first, without regard to case, and numbers by value', () => {
    expect(ids(selectRows(ROWS, QUERY))).toEqual(['2', '3', '5', '6', '7', '8', '1', '4']);
  });

  it('by difference counts in either direction: who is billed most wrongly comes first', () => {
    expect(ids(selectRows(ROWS, { ...QUERY, sort: 'difference', descending: true })).slice(0, 2)).toEqual(['2', '1']);
  });

  it('by difference compares a month with a year', () => {
    const yearly = customerRow('10', { lines: 1, difference: [{ from: 0, to: 100, cycle: 'Annual' }] });
    const monthly = customerRow('11', { lines: 1, difference: [{ from: 0, to: 10, cycle: 'Monthly' }] });
    const rows = selectRows([yearly, monthly], { ...QUERY, sort: 'difference', descending: true });
    // 10 a month are 120 a year.
    expect(ids(rows)).toEqual(['11', '10']);
  });

  it('by findings puts one error above nine warnings', () => {
    expect(ids(selectRows(ROWS, { ...QUERY, sort: 'findings', descending: true })).slice(0, 2)).toEqual(['4', '6']);
  });

  it('by last sync begins with those never synced', () => {
    expect(ids(selectRows(ROWS, { ...QUERY, sort: 'last-sync' }))[0]).toBe('5');
  });

  it('leaves the rows that it was given as they were', () => {
    const before = ids(ROWS);
    selectRows(ROWS, { ...QUERY, sort: 'health', descending: true });
    expect(ids(ROWS)).toEqual(before);
  });
});
