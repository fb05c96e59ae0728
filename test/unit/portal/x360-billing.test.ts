import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BilledUsage, calendarMonth, daysOfMonth } from '../../../lib/domain/billed-usage.ts';
import { createX360Billing } from '../../../lib/portal/x360billing/x360billing.ts';
import { DAY } from '../../../lib/shared/time.ts';
import { type FakeAnswer, fakeFetch } from '../../support/builders/fake-fetch.ts';
import { byDepth } from '../../support/depth.ts';
import { connected, value } from './against-simulator.ts';
import { KEY, NOW } from './portal-fakes.ts';

const NOVEMBER = { start_date: '2026-11-01', end_date: '2026-11-30' };

function billing(answer: FakeAnswer | (() => FakeAnswer), clock = () => NOW) {
  const fake = fakeFetch(() => (typeof answer === 'function' ? answer() : answer));
  const config = { kind: 'x360recover', baseUrl: 'https://axapi.example/x360recover', key: KEY } as const;
  return { ...createX360Billing(config, { fetch: fake.fetch, clock }), sent: fake.sent };
}

const of = (children: unknown): FakeAnswer => ({ body: { company: 'MSP', ...NOVEMBER, children, usage: {} } });
const client = (members: Record<string, unknown>, id: unknown = 1, name: unknown = 'Acme') => ({
  id,
  name,
  usage: { x360Recover: members },
});
const read = async (children: unknown): Promise<BilledUsage> => value(await billing(of(children)).usage('this'));
const brief = ({ clients }: BilledUsage) =>
  clients.map(({ id, name, amounts }) => [
    id,
    name,
    ...amounts.map(({ product, member, amount }) => `${product}.${member} ${amount}`),
  ]);

describe('the request', () => {
  it('goes beside x360Recover on the same host, with its key; dates are sent for months that are over', async () => {
    const { usage, sent } = billing({ body: { children: [] } });
    const months = [];
    for (const month of ['this', 'last', '2026-02'] as const) months.push(value(await usage(month)));
    expect(sent.map(({ url }) => url)).toEqual([
      'https://axapi.example/billing/usage/billable',
      'https://axapi.example/billing/usage/billable?start_date=2026-10-01&end_date=2026-10-31',
      'https://axapi.example/billing/usage/billable?start_date=2026-02-01&end_date=2026-02-28',
    ]);
    expect(sent[0]?.headers['x-api-key']).toBe(KEY);
    expect(months.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2026-11-01 2026-11-30',
      '2026-10-01 2026-10-31',
      '2026-02-01 2026-02-28',
    ]);
  });

  it.each(['2026-13', '2026-1', 'soon', '', '__proto__'])('is not sent for %j, which is no month', async (month) => {
    const { usage, sent } = billing(of([]));
    expect(await usage(month)).toMatchObject({ failure: { code: 'bad-input', field: 'month' } });
    expect(sent).toEqual([]);
  });

  it('is shared by all who ask within a minute; a failure is not', async () => {
    let now = NOW;
    let answer: FakeAnswer = { status: 500, body: {} };
    const { usage, sent } = billing(
      () => answer,
      () => now,
    );
    expect(await usage('this')).toMatchObject({ ok: false });
    answer = of([client({ d2cServer: 1 })]);
    await Promise.all(Array.from({ length: 20 }, () => usage('this')));
    await usage('this');
    expect(sent).toHaveLength(2);
    now += 61_000;
    await usage('this');
    expect(sent).toHaveLength(3);
  });
});

describe('the answer', () => {
  it('keeps every member of every product, known or unknown, zeros and fractions too', async () => {
    const usage = {
      x360Recover: { d2cServer: 1.5, privateServer: 0, brandNew: 4.2 },
      x360Next: { seats: 3 },
      __proto__x: {},
    };
    const read1 = await read([{ id: 7, name: 'Acme', usage }]);
    expect(brief(read1)).toEqual([
      [
        '7',
        'Acme',
        'x360Recover.d2cServer 1.5',
        'x360Recover.privateServer 0',
        'x360Recover.brandNew 4.2',
        'x360Next.seats 3',
      ],
    ]);
    expect(read1.skipped).toEqual([]);
  });

  it.each([
    ['negative', -1],
    ['a text', '1.5'],
    ['NaN as text', 'NaN'],
    ['a boolean', true],
    ['a list', [1]],
    ['an object', { count: 1 }],
  ])('leaves out an amount that is %s, with its path, and nothing else', async (_name, odd) => {
    const { clients, skipped } = await read([client({ cloudServer: odd, d2cServer: 2 }), client({ d2cServer: 1 }, 2)]);
    expect(brief({ clients } as BilledUsage)).toEqual([
      ['1', 'Acme', 'x360Recover.d2cServer 2'],
      ['2', 'Acme', 'x360Recover.d2cServer 1'],
    ]);
    expect(skipped).toEqual([
      expect.objectContaining({ path: 'children[0].usage.x360Recover.cloudServer', value: JSON.stringify(odd) }),
    ]);
    expect(clients[0]?.unread).toEqual([{ product: 'x360Recover', member: 'cloudServer' }]);
  });

  it('leaves out an amount that JSON makes infinite; null says nothing', async () => {
    const body = `{"children":[{"id":1,"name":"A","usage":{"p":{"huge":1e999,"none":null,"one":1},"q":null}}]}`;
    const { clients, skipped } = value(await billing({ body }).usage('this'));
    expect(brief({ clients } as BilledUsage)).toEqual([['1', 'A', 'p.one 1']]);
    expect(skipped.map(({ path }) => path)).toEqual(['children[0].usage.p.huge']);
  });

  it.each([
    ['no id', { name: 'A', usage: {} }],
    ['an id beyond exact numbers', { id: 2 ** 60, name: 'A', usage: {} }],
    ['an id of 64 kB', { id: 'x'.repeat(65_536), name: 'A', usage: {} }],
    ['an id that no object keeps', { id: '__proto__', name: 'A', usage: {} }],
    ['no name', { id: 1, usage: {} }],
    ['a name that is too long', { id: 1, name: 'x'.repeat(70_000), usage: {} }],
    ['nothing', null],
    ['a text', 'client'],
  ])('leaves out a client with %s; the others are read', async (_name, odd) => {
    const { clients, skipped } = await read([odd, client({ d2cServer: 1 }, 5)]);
    expect(clients.map(({ id }) => id)).toEqual(['5']);
    expect(skipped[0]).toMatchObject({ record: 'children[0]' });
    expect(JSON.stringify(skipped).length).toBeLessThan(2_000);
  });

  it('reads id_ for id, and a client without usage', async () => {
    expect(
      brief(
        await read([
          { id_: 3, name: 'A' },
          { id: 4, name: 'B', usage: 'none' },
        ]),
      ),
    ).toEqual([
      ['3', 'A'],
      ['4', 'B'],
    ]);
  });

  it('counts a client that is listed twice once; what its rows contradict in is left out', async () => {
    const twice = await read([
      client({ a: 1, b: 2 }),
      client({ a: 1, b: 3, c: 4 }),
      client({ a: 1 }, 2, 'One name'),
      client({ a: 1 }, 2, 'Another'),
      client({ a: 1 }, 2, 'One name'),
    ]);
    expect(brief(twice)).toEqual([['1', 'Acme', 'x360Recover.a 1', 'x360Recover.c 4']]);
    expect(twice.clients[0]?.unread).toEqual([{ product: 'x360Recover', member: 'b' }]);
    expect(twice.skipped.map(({ path }) => path)).toEqual([
      'children[1].usage.x360Recover.b',
      'children[3]',
      'children[4]',
    ]);
  });

  it('bounds members, names and reports', async () => {
    const members = Object.fromEntries(Array.from({ length: 5_000 }, (_, nth) => [`m${nth}`, nth]));
    const many = await read([client(members), client({ ['x'.repeat(300)]: 1 }, 2)]);
    expect(many.clients.map(({ amounts }) => amounts.length)).toEqual([1_000, 0]);
    const odd = Object.fromEntries(Array.from({ length: 5_000 }, (_, nth) => [`m${nth}`, 'odd']));
    expect((await read([client(odd)])).skipped).toHaveLength(1_001);
  });
});

describe('the period', () => {
  it.each([
    ['of another month', { start_date: '2026-10-01', end_date: '2026-10-31' }],
    ['of two months', { start_date: '2026-10-01', end_date: '2026-11-30' }],
    ['backwards', { start_date: '2026-11-30', end_date: '2026-11-01' }],
  ])('%s is refused: its amounts would be billed as November’s', async (_name, dates) => {
    expect(await billing({ body: { ...dates, children: [] } }).usage('this')).toMatchObject({
      failure: { code: 'unexpected-shape', message: expect.stringContaining(dates.start_date) },
    });
  });

  it('that is missing is the one asked for; one that is no day is reported', async () => {
    expect(await billing({ body: { children: [] } }).usage('last')).toMatchObject({ value: { from: '2026-10-01' } });
    const odd = value(await billing({ body: { start_date: '2026-11-31', end_date: 5, children: [] } }).usage('this'));
    expect(odd).toMatchObject({ from: '2026-11-01', to: '2026-11-30' });
    expect(odd.skipped.map(({ path }) => path)).toEqual(['start_date', 'end_date']);
  });

  it('may carry a time of day', async () => {
    const dates = { start_date: '2026-11-01T00:00:00Z', end_date: '2026-11-20T00:00:00Z' };
    expect(value(await billing({ body: { ...dates, children: [] } }).usage('this'))).toMatchObject({
      to: '2026-11-20',
    });
  });
});

describe('a refusal', () => {
  const problem = {
    detail: "User doesn't have enough permissions",
    status: 403,
    title: 'No',
    type: 'ForbiddenException',
  };

  it.each<[string, FakeAnswer, object]>([
    [
      '403 of the API',
      { status: 403, body: problem },
      {
        code: 'missing-right',
        message: expect.stringContaining('product permission Billing'),
        nextStep: expect.stringContaining('API Keys'),
      },
    ],
    ['403 of the edge', { status: 403, body: { message: 'Forbidden' } }, { code: 'blocked-by-portal' }],
    [
      '401',
      { status: 401, body: { code: 401, msg: 'Unauthorized' } },
      { code: 'unauthorized', message: expect.stringContaining('no billing usage') },
    ],
    ['429', { status: 429, body: {} }, { code: 'too-many-requests' }],
    ['504', { status: 504, body: {} }, { code: 'server-error', retryAfterSeconds: 60 }],
    ['a web page', { body: '<title>Sign in</title>' }, { code: 'not-json' }],
    ['a list', { body: [] }, { code: 'unexpected-shape' }],
    ['no children', { body: { ...NOVEMBER } }, { code: 'unexpected-shape' }],
    ['children that are an object', { body: { children: {} } }, { code: 'unexpected-shape' }],
    ['half a document', { body: '{"children":[{' }, { code: 'truncated' }],
    ['more than 8 MiB', { body: `{"children":["${'x'.repeat(8 * 1024 * 1024)}"]}` }, { code: 'too-large' }],
    ['deep nesting', { body: `{"children":${'['.repeat(100)}${']'.repeat(100)}}` }, { code: 'too-large' }],
    ['more than 200,000 clients', { body: `{"children":[${'1,'.repeat(200_000)}1]}` }, { code: 'too-large' }],
  ])('%s is a failure by name', async (_name, answer, failure) => {
    expect(await billing(answer).usage('this')).toMatchObject({ ok: false, failure });
  });
});

describe('whatever is answered', () => {
  it('nothing throws, amounts are finite and not negative, and what is left out has a path', async () => {
    const amount = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(null), fc.jsonValue());
    const usage = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.oneof(fc.dictionary(fc.string(), amount), fc.jsonValue())),
    );
    const row = fc.oneof(
      fc.record(
        {
          id: fc.oneof(fc.nat(3), fc.string(), fc.jsonValue()),
          name: fc.oneof(fc.constantFrom('A', 'B'), fc.jsonValue()),
          usage,
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    const dates = fc.record({ start_date: fc.oneof(fc.constant('2026-11-01'), fc.jsonValue()) }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(row), fc.jsonValue()), dates, async (children, period) => {
        const result = await billing({ body: JSON.stringify({ ...period, children }) }).usage('this');
        if (!result.ok) {
          expect(result.failure.code).toMatch(/unexpected-shape|too-large/);
          return;
        }
        const { clients, skipped } = result.value;
        expect(new Set(clients.map(({ id }) => id)).size).toBe(clients.length);
        for (const { amounts } of clients) {
          expect(amounts.every((one) => Number.isFinite(one.amount) && one.amount >= 0)).toBe(true);
          expect(new Set(amounts.map(({ product, member }) => JSON.stringify([product, member]))).size).toBe(
            amounts.length,
          );
        }
        expect(skipped.every(({ path, why }) => path !== '' && why !== '')).toBe(true);
      }),
      { numRuns: byDepth(300, 20_000) },
    );
  });
});

describe('against the simulator', () => {
  it('reads what it bills, by the key of the x360Recover connection', async () => {
    const { portal, simulator } = await connected('x360recover');
    const now = value((await portal.billedUsage?.('this')) ?? { ok: true, value: undefined as never });
    const days = daysOfMonth(calendarMonth('this', simulator.clock.now()) ?? '');
    expect(now).toMatchObject({ ...days, skipped: [] });
    expect(now.clients).toHaveLength(6);
    expect(now.clients[0]?.amounts).toHaveLength(19);
    simulator.x360.billing = 'odd-values';
    simulator.clock.advance(DAY);
    const odd = await portal.billedUsage?.('this');
    expect(odd).toMatchObject({ ok: true });
    expect(odd?.ok && odd.value.skipped.length).toBeGreaterThan(6);
    for (const key of simulator.portal.keys) key.permissions = ['x360Recover'];
    expect(await portal.billedUsage?.('last')).toMatchObject({ failure: { code: 'missing-right' } });
    expect(await portal.test()).toMatchObject({ ok: true });
  });

  it('has no such list behind an EFS portal', async () => {
    expect((await connected('efs-portal')).portal.billedUsage).toBeUndefined();
  });
});
