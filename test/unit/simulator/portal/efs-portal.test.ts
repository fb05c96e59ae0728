import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENT_TYPES } from '../../../../lib/domain/portal-facts.ts';
import { DAY, startPortals } from './support.ts';

type Schema = Parameters<typeof z.fromJSONSchema>[0];
interface Description {
  paths: Record<string, unknown>;
  components: { schemas: Record<string, Schema> & { Event: { properties: { type: { enum: string[] } } } } };
}
const file = new URL('../../../simulator/portal/efs-portal.openapi.json', import.meta.url);
const description = JSON.parse(
  readFileSync(file, 'utf8').replaceAll('#/components/schemas/', '#/$defs/'),
) as Description;

/** What the published description says about a body, as a checker. */
function described(name: string) {
  const { schemas } = description.components;
  return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: schemas } as Schema);
}

interface Page {
  items: Record<string, unknown>[];
  next: string | null;
}
const page = (body: unknown) => body as Page;

describe('the answers of the portal', () => {
  it.each([
    ['/customers', 'CustomerPage'],
    ['/customers/342/accounts', 'AccountPage'],
    ['/customers/19652/accounts', 'AccountPage'],
    ['/events?limit=1000', 'EventPage'],
    [`/usage?month=${new Date().toISOString().slice(0, 7)}`, 'UsagePage'],
  ])('%s is as described', async (path, schema) => {
    const { efs, simulator } = await startPortals({ customers: 20 });
    simulator.backups.grow(395, { localBytes: 900e9 });
    const { status, body } = await efs(path);
    expect(status).toBe(200);
    expect(page(body).items.length).toBeGreaterThan(0);
    const checked = described(schema).safeParse(body);
    expect(checked.error?.issues ?? []).toEqual([]);
  });

  it('the description is strict enough to detect a wrong answer', () => {
    const account = { id: 356, userName: 'ETV-Primary', plan: 'Select', kind: 'laptop', lastStatus: 'ok' };
    expect(described('AccountPage').safeParse({ items: [account], next: null }).success).toBe(false);
  });

  it('the description names the event types that the product knows', () => {
    expect(description.components.schemas.Event.properties.type.enum).toEqual([...EVENT_TYPES]);
  });

  it("Eddie's accounts are those of the documents (setup-guides.md#figure-14 and #figure-15)", async () => {
    const { efs } = await startPortals();
    const { items } = page((await efs('/customers/342/accounts')).body);
    expect(
      items.map(({ id, parentId, accountNo, userName, plan }) => [id, parentId, accountNo, userName, plan]),
    ).toEqual([
      ['356', undefined, 'DOC30199001', 'ETV-Primary', 'Select'],
      ['359', '356', 'DOC30199002', 'ETV-FrontOffice', 'Select'],
      ['360', undefined, 'DOC30199003', 'ETV-RepairShop', 'Trial'],
      ['368', '356', 'DOC30199004', 'ETV-Truck01', 'Select'],
      ['369', undefined, 'DOC30199005', 'ETV-Truck02', 'Select'],
      ['395', undefined, 'DOC30199007', 'ETV-BDR', 'BDR Appliance'],
      ['396', undefined, 'DOC30199008', 'ETV-email-filtering', 'Email Filtering'],
    ]);
    expect(items[2]).toMatchObject({ expiresAt: '2009-04-02T00:00:00.000Z', lastStatus: 'parked' });
  });

  it('its own description, without a token', async () => {
    const { efs } = await startPortals();
    const { status, body } = await efs('/openapi.json', { authorization: '' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '1.0.0' } });
  });
});

describe('paging', () => {
  it('returns every customer once, in order, and null after the last page', async () => {
    const { efs } = await startPortals({ customers: 25 });
    const sizes: number[] = [];
    const ids: number[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { items, next }: Page = page((await efs(`/customers?limit=10${after && `&after=${after}`}`)).body);
      sizes.push(items.length);
      ids.push(...items.map(({ id }) => Number(id)));
      after = next;
    }
    expect(sizes).toEqual([10, 10, 5]);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
  });

  it('a cursor of the log returns only later events, in any session', async () => {
    const { efs, simulator } = await startPortals();
    const all = page((await efs('/events?limit=1000')).body);
    expect(page((await efs(`/events?after=${all.next}`)).body)).toEqual({ items: [], next: all.next });

    simulator.backups.runBackup(356, { result: 'failed' });
    simulator.backups.runBackup(356, { result: 'ok' });
    const fresh = page((await efs(`/events?after=${all.next}`)).body);
    expect(fresh.items.map(({ type }) => type)).toEqual(['backup-failed', 'backup-finished']);
    const one = page((await efs(`/events?after=${all.next}&limit=1`)).body);
    expect(page((await efs(`/events?after=${one.next}`)).body).items).toEqual(fresh.items.slice(1));
  });

  it('delivers an event twice on request, and still reaches the end', async () => {
    const { efs, simulator } = await startPortals();
    simulator.portal.deliverTwice = true;
    const first = page((await efs('/events?limit=4')).body);
    const second = page((await efs(`/events?limit=4&after=${first.next}`)).body);
    expect(second.items[0]).toEqual(first.items.at(-1));
    const seen = new Set([...first.items, ...second.items].map(({ id }) => id));
    expect(seen.size).toBe(7);
  });

  it('runs due backups before it answers', async () => {
    const { efs, simulator } = await startPortals();
    const before = page((await efs('/events?limit=1000')).body);
    simulator.clock.advance(DAY);
    const after = page((await efs(`/events?after=${before.next}&limit=1000`)).body);
    // Nine computers and appliances back up daily; mailboxes and the expired trial do not.
    expect(after.items.map(({ type }) => type)).toEqual(Array(9).fill('backup-finished'));
  });
});

describe('unchanged answers', () => {
  it('are 304 without a body until something changes', async () => {
    const { efs, simulator } = await startPortals();
    const { headers } = await efs('/customers/342/accounts');
    const etag = headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect(await efs('/customers/342/accounts', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    simulator.backups.runBackup(356, { result: 'failed' });
    expect((await efs('/customers/342/accounts', { 'if-none-match': etag })).status).toBe(200);
  });
});

describe('refusals', () => {
  it.each([
    ['no token', '/customers', { authorization: '' }, 401, 'unauthorized'],
    ['a wrong token', '/customers', { authorization: 'Bearer nonsense' }, 401, 'unauthorized'],
    ['an unknown customer', '/customers/341/accounts', {}, 404, 'not-found'],
    ['a customer id with a leading zero', '/customers/0342/accounts', {}, 404, 'not-found'],
    ['an unknown path', '/tickets', {}, 404, 'not-found'],
    ['a cursor of another list', '/events?after=WzEsImN1c3RvbWVycyIsMzU1XQ', {}, 400, 'bad-input'],
    ['a made-up cursor', '/customers?after=12', {}, 400, 'bad-input'],
    ['limit 0', '/customers?limit=0', {}, 400, 'bad-input'],
    ['limit 1001', '/customers?limit=1001', {}, 400, 'bad-input'],
    ['a future month', '/usage?month=2999-01', {}, 400, 'bad-input'],
    ['no month', '/usage', {}, 400, 'bad-input'],
  ])('%s', async (_name, path, headers, status, code) => {
    const { efs } = await startPortals();
    const answer = await efs(path, headers);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
    expect(described('Error').safeParse(answer.body).success).toBe(true);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });

  it('a revoked token, and one that may not read this list', async () => {
    const { efs, simulator } = await startPortals();
    const key = simulator.portal.keys.find(({ api }) => api === 'efs-portal');
    if (!key) throw new Error('No token in the seed.');
    key.permissions = ['customers'];
    expect(await efs('/events')).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
    key.revoked = true;
    expect((await efs('/customers')).status).toBe(401);
  });
});

describe('usage', () => {
  it('omits the expired trial and calculates earlier months', async () => {
    const { efs, simulator } = await startPortals();
    const now = new Date(simulator.clock.now());
    const month = (date: Date) => date.toISOString().slice(0, 7);
    const earlier = month(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1)));
    const bytes = async (which: string) => {
      const { items } = page((await efs(`/usage?month=${which}`)).body);
      expect(items.some(({ service }) => String(service).startsWith('Trial'))).toBe(false);
      return items.find(({ customerId, service }) => customerId === '355' && service === 'Select: online storage')
        ?.quantity;
    };
    expect(await bytes(month(now))).toBe(73.2e9);
    expect(Number(await bytes(earlier))).toBeLessThan(73.2e9);
  });
});
