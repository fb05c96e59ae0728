import { describe, expect, it } from 'vitest';
import type { BilledClient } from '../../../lib/domain/billed-usage.ts';
import { billedMeasure, calendarMonth, daysOfMonth } from '../../../lib/domain/billed-usage.ts';
import {
  type BillingJoin,
  billingRows,
  exactJoins,
  fitsSearch,
  inOrderOfNeed,
  isJoinInDoubt,
} from '../../../lib/domain/billing-join.ts';

const client = (id: string, name: string, product = 'x360Recover'): BilledClient => ({
  id,
  name,
  amounts: [{ product, member: 'seats', amount: 1 }],
});
const ACME = { id: '1', name: 'Acme' };
const join = (members: Partial<BillingJoin> = {}): BillingJoin => ({
  tenant: 't',
  portal: 'p',
  clientId: '7',
  customerId: '1',
  evidence: 'exact-name',
  confirmedBy: 'Test browser',
  confirmedAt: '2026-11-21T12:00:00.000Z',
  clientName: 'Acme',
  customerName: 'Acme',
  ...members,
});

describe('a join is in doubt', () => {
  it.each<[string, Partial<BillingJoin>, string, string | undefined, boolean]>([
    ['with the confirmed names', {}, 'Acme', 'Acme', false],
    ['with another legal form', {}, 'ACME, Inc.', 'Acme', false],
    ['with a renamed client', {}, 'Zenith', 'Acme', true],
    ['with a client that got a word more', {}, 'Acme Dental', 'Acme', true],
    ['with a customer that is renamed to a stranger', {}, 'Acme', 'Zenith', true],
    ['with a customer that got a word more', {}, 'Acme', 'Acme Dental', false],
    ['without the customer’s name', {}, 'Acme', undefined, false],
    ['of names that never fit, as confirmed', { clientName: 'Acme', customerName: 'Zenith' }, 'Acme', 'Zenith', false],
    ['of names without words', { clientName: 'The Co', customerName: 'Acme' }, 'Inc.', 'Acme', true],
  ])('%s', (_name, members, clientName, customerName, doubt) => {
    const customer = customerName === undefined ? undefined : { name: customerName };
    expect(isJoinInDoubt(join(members), { name: clientName }, customer)).toBe(doubt);
  });
});

describe('rows', () => {
  it('are joined, in doubt, suggested or neither; what needs a user comes first', () => {
    const clients = [
      client('7', 'Acme'),
      client('8', 'Beta GmbH'),
      client('9', 'Gamma Renamed'),
      client('10', 'Nobody'),
    ];
    const customers = [ACME, { id: '2', name: 'Beta' }, { id: '3', name: 'Gamma' }];
    const joins = [join(), join({ clientId: '9', customerId: '3', clientName: 'Gamma', customerName: 'Gamma' })];
    const rows = billingRows({ clients, joins, customers }, (name) =>
      customers.filter((one) => name.startsWith(one.name)),
    );
    expect(
      inOrderOfNeed(rows).map(({ clientId, state, customer, evidence }) => [clientId, state, customer?.id, evidence]),
    ).toEqual([
      ['9', 'doubt', '3', 'exact-name'],
      ['8', 'suggested', '2', 'exact-name'],
      ['10', 'none', undefined, undefined],
      ['7', 'joined', '1', 'exact-name'],
    ]);
    expect(rows.filter((row) => fitsSearch(row, ' beta ')).map(({ clientId }) => clientId)).toEqual(['8']);
    expect(rows.filter((row) => fitsSearch(row, 'x360recover'))).toHaveLength(4);
  });
});

describe('exact matches', () => {
  const found = (clients: BilledClient[], customers = [ACME], joins: BillingJoin[] = []) =>
    exactJoins({ clients, customers, joins }).map(({ client, customer }) => `${client.id}→${customer.id}`);

  it('are all clients of a name, one a product', () => {
    expect(found([client('7', 'Acme'), client('8', 'Acme, Inc.', 'x360Cloud')])).toEqual(['7→1', '8→1']);
  });

  it('are none where two clients of a name have one product, or two customers the name', () => {
    expect(found([client('7', 'Acme'), client('8', 'Acme')])).toEqual([]);
    expect(found([client('7', 'Acme'), { id: '8', name: 'Acme', amounts: [] }])).toEqual([]);
    expect(found([client('7', 'Acme')], [ACME, { id: '2', name: 'ACME' }])).toEqual([]);
  });

  it('are none of names without words, and none that a user has decided', () => {
    expect(found([client('7', 'The Company')], [{ id: '1', name: 'Inc.' }])).toEqual([]);
    expect(found([client('7', 'Acme')], [ACME], [join({ customerId: '5' })])).toEqual([]);
    expect(found([client('7', 'Acme'), client('8', 'Acme')], [ACME], [join()])).toEqual([]);
  });
});

describe('months and measures', () => {
  it('are calendar months in UTC', () => {
    const newYear = Date.parse('2027-01-01T00:00:00Z');
    expect([calendarMonth('this', newYear), calendarMonth('last', newYear)]).toEqual(['2027-01', '2026-12']);
    expect([calendarMonth('2026-02', 0), calendarMonth('2026-00', 0)]).toEqual(['2026-02', undefined]);
    expect(daysOfMonth('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });

  it('are named so that no two are one', () => {
    expect(billedMeasure('last', { product: 'x360Recover', member: 'cloudServer' })).toBe(
      'billing.last-month.x360Recover.cloudServer',
    );
    const measures = [
      ['a.b', 'c'],
      ['a', 'b.c'],
      ['a%2Eb', 'c'],
    ].map(([product = '', member = '']) => billedMeasure('this', { product, member }));
    expect(new Set(measures).size).toBe(3);
  });
});
