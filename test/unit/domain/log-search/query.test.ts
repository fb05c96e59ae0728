import { describe, expect, it } from 'vitest';
import { EVENT_FIELDS, eventRow, NOT_PROCESSED_QUERY } from '../../../../lib/domain/log-search/event-fields.ts';
import { isFound } from '../../../../lib/domain/log-search/is-found.ts';
import type { SearchContext } from '../../../../lib/domain/log-search/log-filter.ts';
import { readQuery } from '../../../../lib/domain/log-search/read-query.ts';
import type { StoredEvent } from '../../../../lib/sync/store.ts';

const EVENT: StoredEvent = {
  tenant: 'acme',
  portal: 'efs',
  source: 'efs',
  id: 'e1',
  at: '2026-11-21T10:00:00.000Z',
  seenAt: '2026-11-21T10:00:10.000Z',
  sequence: 1,
  customerId: '342',
  accountId: '15212001',
  severity: 'error',
  type: 'backup-failed',
  message: 'Backup of ETV-Primary failed: connection lost.',
  waitsFor: [],
  reported: [],
  state: 'done',
  outcomes: ['Updated ConnectWise management report.', 'Updated ConnectWise ticket #548.'],
};
const CONTEXT: SearchContext = {
  names: [
    { id: '342', name: 'Eddie’s TV Repair' },
    { id: '77', name: 'Copper Realty' },
    { id: '78', name: 'Smith and Sons' },
  ],
  waitsBecause: (key) => (key === 'sync:77' ? 'ConnectWise does not answer.' : undefined),
};

function finds(query: string, members: Partial<StoredEvent> = {}): boolean {
  const read = readQuery(query, EVENT_FIELDS, CONTEXT);
  if (!read.ok) throw new Error(read.failure.message);
  return isFound(eventRow({ ...EVENT, ...members }), read.value);
}
function failureOf(query: string) {
  const read = readQuery(query, EVENT_FIELDS, CONTEXT);
  if (read.ok) throw new Error('It was read.');
  return read.failure;
}

describe('free text', () => {
  it.each([
    ['', true],
    ['etv-primary', true],
    ['backup*lost', true],
    ['ETV-?rimary', true],
    ['lost*backup', false],
    ['ticket #548', true],
    ['ticket #54?', true],
    ['report*ticket', false],
    ['eddie', true],
    ['copper realty', false],
    ['15212001', true],
    ['backup failed', true],
    ['"etv-primary"', true],
    ['nowhere', false],
  ])('%j finds the event: %s', (query, found) => {
    expect(finds(query)).toBe(found);
  });

  it('finds an event by the name of its customer, however old it is', () => {
    expect(finds('Copper Realty', { customerId: '77' })).toBe(true);
  });
});

describe('an operator of the guides', () => {
  it('CONTAINS finds a part of a field, with wildcards', () => {
    expect([finds('Message CONTAINS etv*lost'), finds('Message CONTAINS ticket')]).toEqual([true, false]);
  });

  it('LIKE describes a field from its beginning to its end', () => {
    expect([finds('Message LIKE *lost.'), finds('Message LIKE lost'), finds('message like backup*')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('LIKE ?* finds what has any text in a field', () => {
    expect([finds('Outcome LIKE ?*'), finds('Outcome LIKE ?*', { outcomes: [] })]).toEqual([true, false]);
  });

  it('NOT LIKE finds the others, and those without a text too', () => {
    expect([
      finds('Outcome NOT LIKE *ticket*'),
      finds('Outcome NOT LIKE *bundled*'),
      finds('Account NOT LIKE 1*', { accountId: '' }),
    ]).toEqual([false, true, true]);
  });

  it('IN finds each of several values, divided by commas', () => {
    expect([
      finds('Customer IN Oak Dental, Eddie’s TV Repair'),
      finds('Customer IN 77,342'),
      finds('Customer IN Eddie'),
      finds('Severity IN warning, error'),
      finds('Severity IN OK'),
    ]).toEqual([true, true, false, true, false]);
  });

  it('= finds exactly one value', () => {
    expect([finds('Account = 15212001'), finds('Account = 1521200'), finds('Type = Backup failed')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it.each([
    ['Date = 2026-11-21', true],
    ['Date = 2026-11-20', false],
    ['Date = 2026-11', true],
    ['Date = 2026-11-21 10', true],
    ['Date = 2026-11-21 10:01', false],
    ['Date >= 2026-11-21 10:00:00', true],
    ['Date > 2026-11-21 10:00:00', false],
    ['Date < 2026-11-21', false],
    ['Date <= 2026-11-21', true],
    ['When >= 2026-11-01 AND When < 2026-12-01', true],
    ['Date IN 2026-11-20, 2026-11-21', true],
    ['Date != 2026-11-21', false],
  ])('dates compare: %s finds the event: %s', (query, found) => {
    expect(finds(query)).toBe(found);
  });

  it('Notification Processed Error List LIKE ?* finds what failed or waits, whatever the severity of the event', () => {
    const needsUser = { state: 'needs-user', severity: 'ok', outcomes: ['No company is linked.'] } as const;
    const waiting = { state: 'waiting', severity: 'ok', outcomes: [], waitsFor: ['sync:342'] } as const;
    for (const query of ['Notification Processed Error List LIKE ?*', NOT_PROCESSED_QUERY]) {
      expect([
        finds(query),
        finds(query, { ...needsUser, outcomes: [...needsUser.outcomes] }),
        finds(query, { ...waiting, outcomes: [], waitsFor: [...waiting.waitsFor] }),
      ]).toEqual([false, true, true]);
    }
  });

  it('the error list of what waits is the reason why', () => {
    const waiting: Partial<StoredEvent> = { state: 'waiting', outcomes: [], waitsFor: ['sync:77'] };
    expect([finds('Error list LIKE *does not answer*', waiting), finds('Error list LIKE *timeout*', waiting)]).toEqual([
      true,
      false,
    ]);
  });

  it('AND joins conditions and free text', () => {
    expect([
      finds('Customer = 342 AND Severity = Error AND etv'),
      finds('Customer = 342 AND Severity = OK AND etv'),
      finds('customer like *repair and severity = error'),
    ]).toEqual([true, false, true]);
  });

  it('a name with "and" is no two conditions', () => {
    expect(finds('Customer = Smith and Sons', { customerId: '78' })).toBe(true);
    expect(finds('smith and sons', { customerId: '78' })).toBe(true);
  });

  it('AND and commas in quotes are a part of a value', () => {
    expect(finds('Message CONTAINS "lost AND found"', { message: 'lost AND found' })).toBe(true);
    expect(finds('Account IN "a, b", c', { accountId: 'a, b' })).toBe(true);
  });
});

describe('a query that cannot be read', () => {
  it.each([
    [
      'Customer LIKE',
      'Position 1, “Customer LIKE”: Customer LIKE has no value.',
      'Type a value after it, e.g. LIKE *dental*.',
    ],
    ['Severity = fatal', 'Position 12, “fatal”: Severity is never “fatal”.', 'Use one of: OK, Warning, Error.'],
    [
      'etv AND Date > 21.11.2026',
      'Position 16, “21.11.2026”: “21.11.2026” is no date.',
      'Use YYYY-MM-DD HH:MM:SS, or only its beginning.',
    ],
    [
      'Date = 2026-02-30',
      'Position 8, “2026-02-30”: “2026-02-30” is no date.',
      'Use YYYY-MM-DD HH:MM:SS, or only its beginning.',
    ],
    ['Date LIKE 2026*', 'Position 11, “2026*”: “2026*” is no date.', 'Use YYYY-MM-DD HH:MM:SS, or only its beginning.'],
    [
      'Account > 5',
      'Position 1, “Account > 5”: > cannot be used with Account.',
      'Use CONTAINS, LIKE, NOT LIKE, IN, = and !=.',
    ],
    ['Message CONTAINS "lost', 'Position 18, “"lost”: This quote is not closed.', 'Add the closing quote.'],
    [
      'Customer = Oak Severity = Error',
      'Position 16, “Severity =”: AND is missing before Severity.',
      'Write AND before Severity.',
    ],
    [
      'State = Skipped OR State = Waiting',
      'Position 17, “OR”: Conditions are joined by AND only.',
      'Use IN for several values of one field.',
    ],
    ['etv AND', 'Position 8: A condition is missing beside AND.', 'Add a condition, or remove AND.'],
    [
      'etv AND Customer NOT IN Oak, Copper',
      'Position 18, “NOT IN”: There is no NOT IN.',
      'Use NOT LIKE for each value, joined by AND, e.g. Customer NOT LIKE *dental*.',
    ],
    [
      'Severity not in OK, Warning',
      'Position 10, “not in”: There is no NOT IN.',
      'Use != for each value, joined by AND, e.g. Severity != OK.',
    ],
    [
      'Client LIKE *dental*',
      'Position 1, “Client”: There is no field “Client”.',
      expect.stringContaining('Customer, Date'),
    ],
  ])('%j names the position, the text and the next step', (query, message, nextStep) => {
    expect(failureOf(query)).toMatchObject({ code: 'bad-input', message, nextStep });
  });

  it('is refused when it is longer than a search may be', () => {
    expect(failureOf('a'.repeat(2_001)).message).toContain('at most 2000 characters');
  });
});
