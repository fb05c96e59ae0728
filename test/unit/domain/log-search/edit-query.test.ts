import { describe, expect, it } from 'vitest';
import { valueIn, withValue } from '../../../../lib/domain/log-search/edit-query.ts';
import { EVENT_FIELDS } from '../../../../lib/domain/log-search/event-fields.ts';

const { fields } = EVENT_FIELDS;
const SEVERITY = { field: 'Severity', operator: '=' } as const;
const CUSTOMER = { field: 'Customer', operator: 'CONTAINS' } as const;
const FROM = { field: 'Date', operator: '>=' } as const;
const TO = { field: 'Date', operator: '<=' } as const;

describe('a filter control', () => {
  it('shows what the query says, whoever wrote it', () => {
    const query = 'when >= 2026-11-01 AND etv and severity = error';
    expect([valueIn(query, fields, SEVERITY), valueIn(query, fields, FROM), valueIn(query, fields, TO)]).toEqual([
      'error',
      '2026-11-01',
      '',
    ]);
  });

  it('adds its condition, changes it, and removes it, and keeps the rest as it was typed', () => {
    const added = withValue('etv  lost', fields, SEVERITY, 'Error');
    expect(added).toBe('etv  lost AND Severity = Error');
    const changed = withValue(added, fields, SEVERITY, 'OK');
    expect(changed).toBe('etv  lost AND Severity = OK');
    expect(withValue(changed, fields, SEVERITY, '')).toBe('etv  lost');
    expect(withValue('', fields, FROM, '2026-11-01')).toBe('Date >= 2026-11-01');
  });

  it('quotes a value that would be read as more than one', () => {
    const query = withValue('', fields, CUSTOMER, 'Lost AND Found, Inc.');
    expect(query).toBe('Customer CONTAINS "Lost AND Found, Inc."');
    expect(valueIn(query, fields, CUSTOMER)).toBe('Lost AND Found, Inc.');
  });

  it('loses nothing of a query that cannot be read', () => {
    expect(withValue('Customer LIKE', fields, SEVERITY, 'Error')).toBe('Customer LIKE AND Severity = Error');
    expect(valueIn('Customer LIKE', fields, CUSTOMER)).toBe('');
  });
});
