import { describe, expect, it } from 'vitest';
import { value } from './against-simulator.ts';
import { type FakeFleet, fakeFleet, ids } from './fake-fleet.ts';

const FIRST_PAGE = '/device?limit=500&offset=0';
const QUIET = ['/client', FIRST_PAGE];

/** One poll of this fleet: what it reported, its requests, and its cursor. */
async function look(fleet: FakeFleet, cursor?: string) {
  const { portal, paths } = fakeFleet(fleet);
  const page = value(await portal.events(cursor));
  return {
    ...page,
    paths: paths(),
    reported: page.events.map(({ customerId, message }) => `${customerId}: ${message}`),
  };
}

/** Where a first look at this fleet left off. */
const seen = async (fleet: FakeFleet) => (await look(fleet)).cursor;

/** The client that a device is remembered with. */
const homeOf = (cursor: string, id: number) =>
  (JSON.parse(cursor) as { devices: Record<string, string[]> }).devices[id]?.[0];

const FLEET: FakeFleet = { clients: { 1: [11, 12], 2: [21], 3: [] } };

describe('the requests of an x360Recover poll', () => {
  it('query each client with devices at the first contact, where the list does not name them', async () => {
    const first = await look(FLEET);
    expect(first.paths).toEqual([...QUIET, '/client/1/device', '/client/2/device']);
    expect([11, 12, 21].map((id) => homeOf(first.cursor, id))).toEqual(['1', '1', '2']);
  });

  it('query no client at the first contact, where the list names them', async () => {
    const first = await look({ ...FLEET, namesClients: true });
    expect(first.paths).toEqual(QUIET);
    expect([11, 12, 21].map((id) => homeOf(first.cursor, id))).toEqual(['1', '1', '2']);
  });

  it.each([true, false])('query no client when nothing is new; clients named: %s', async (namesClients) => {
    const fleet = { ...FLEET, namesClients };
    expect(await look(fleet, await seen(fleet))).toMatchObject({ paths: QUIET, reported: [] });
  });

  it('query no client twice whose count is never right', async () => {
    const fleet = { ...FLEET, counts: { 1: 1, 2: 0, 3: 0 } };
    expect((await look(fleet, await seen(fleet))).paths).toEqual(QUIET);
  });

  it('work without counts, and with counts that make no sense', async () => {
    const nonsense = { body: [{ id: 1, name: 'Client 1', devices_counters: { d2c: 'many' } }] };
    for (const fleet of [
      { ...FLEET, counts: null },
      { clients: { 1: [11] }, instead: { '/client': nonsense } },
    ]) {
      const first = await look(fleet);
      expect(homeOf(first.cursor, 11)).toBe('1');
      expect(await look(fleet, first.cursor)).toMatchObject({ paths: QUIET, reported: [], skipped: [] });
    }
  });

  it('accept a cursor of the first release, which has no counts', async () => {
    const { v, devices } = JSON.parse(await seen(FLEET)) as Record<string, unknown>;
    const grown = { ...FLEET, clients: { ...FLEET.clients, 2: [21, 22] } };
    expect(await look(FLEET, JSON.stringify({ v, devices }))).toMatchObject({ paths: QUIET, reported: [] });
    expect(await look(grown, JSON.stringify({ v, devices }))).toMatchObject({
      paths: [...QUIET, '/client/2/device'],
      reported: ['2: PC-22 is new in the portal.'],
    });
  });
});

describe('x360Recover devices that are added, removed and moved', () => {
  it.each([
    ['named', true, []],
    ['not named', false, ['/client/3/device']],
  ])('cause a request for the client that got a new device only; clients %s', async (_, namesClients, asked) => {
    const grown = { clients: { ...FLEET.clients, 3: [31] }, namesClients };
    const poll = await look(grown, await seen({ ...FLEET, namesClients }));
    expect(poll).toMatchObject({ paths: [...QUIET, ...asked], reported: ['3: PC-31 is new in the portal.'] });
    expect((await look(grown, poll.cursor)).reported).toEqual([]);
  });

  it.each([
    ['named', true, []],
    ['not named', false, ['/client/1/device', '/client/2/device']],
  ])('are followed to their new client; clients %s', async (_, namesClients, asked) => {
    const moved = { clients: { 1: [11], 2: [21, 12], 3: [] }, namesClients };
    const poll = await look(moved, await seen({ ...FLEET, namesClients }));
    expect(poll).toMatchObject({ paths: [...QUIET, ...asked], reported: [] });
    expect(homeOf(poll.cursor, 12)).toBe('2');
    expect((await look(moved, poll.cursor)).paths).toEqual(QUIET);
  });

  it.each([true, false])(
    'cause a request for the client of a missing device before that is reported; clients named: %s',
    async (namesClients) => {
      const before = await seen({ ...FLEET, namesClients });
      const unlisted = await look({ ...FLEET, namesClients, listed: [11, 21] }, before);
      expect(unlisted.paths).toContain('/client/1/device');
      expect(unlisted.reported).toEqual([]);
      const gone = await look({ clients: { 1: [11], 2: [21], 3: [] }, namesClients }, unlisted.cursor);
      expect(gone).toMatchObject({
        paths: [...QUIET, '/client/1/device'],
        reported: ['1: PC-12 is no longer in the portal.'],
      });
      const client = await look({ clients: { 1: [11] }, namesClients }, gone.cursor);
      expect(client).toMatchObject({
        paths: [...QUIET, '/client/2/device'],
        reported: ['2: PC-21 is no longer in the portal.'],
      });
    },
  );

  it('are searched at every client once, and again after an hour', async () => {
    const stray = { ...FLEET, listed: [11, 12, 21, 99] };
    const everyone = [...QUIET, '/client/1/device', '/client/2/device', '/client/3/device'];
    const first = await look(stray, await seen(FLEET));
    expect(first).toMatchObject({ paths: everyone, reported: [], skipped: [{ path: 'devices: PC-99', value: '99' }] });
    const second = await look(stray, first.cursor);
    expect(second).toMatchObject({ paths: QUIET, reported: [], skipped: [] });
    const { lost, ...rest } = JSON.parse(second.cursor) as { lost: Record<string, number> };
    const hourAgo = JSON.stringify({ ...rest, lost: { 99: (lost[99] ?? 0) - 3_600_000 } });
    expect((await look(stray, hourAgo)).paths).toEqual(everyone);
    const found = { clients: { ...FLEET.clients, 3: [99] } };
    expect((await look(found, second.cursor)).reported).toEqual(['3: PC-99 is new in the portal.']);
  });
});

describe('pages of x360Recover devices', () => {
  const many = (change: Partial<FakeFleet> = {}): FakeFleet => ({
    clients: { 1: ids(1_000, 700), 2: ids(2_000, 500) },
    namesClients: true,
    ...change,
  });
  const known = (cursor: string) => Object.keys((JSON.parse(cursor) as { devices: object }).devices).length;

  it.each([
    ['full pages', {}, 3],
    ['smaller pages than requested', { largestPage: 100 }, 12],
    ['overlapping pages', { overlap: 7 }, 3],
  ])('return every device from %s', async (_, change, pages) => {
    const poll = await look(many(change));
    expect(known(poll.cursor)).toBe(1_200);
    expect(poll.paths).toHaveLength(1 + pages);
    expect(poll.paths.at(-1)).toMatch(/offset=\d{3,4}$/);
  });

  it('end when each page is like the one before, and query the clients for what is missing', async () => {
    const poll = await look(many({ ignoresPaging: true }), await seen(many()));
    expect(poll.paths).toEqual([...QUIET, '/device?limit=500&offset=500', '/client/1/device', '/client/2/device']);
    expect(poll.reported).toEqual([]);
    expect(known(poll.cursor)).toBe(1_200);
  });

  it.each([
    [{ status: 500 }, 'server-error'],
    [{ status: 504 }, 'server-error'],
    [{ status: 403, body: 'possible DDOS protection' }, 'blocked-by-portal'],
    [{ body: '[{"id": 1' }, 'truncated'],
  ])('fail completely when the second page answers %o', async (answer, code) => {
    const { portal, paths } = fakeFleet(many({ instead: { '/device?limit=500&offset=500': answer } }));
    expect(await portal.events(await seen(many()))).toMatchObject({ ok: false, failure: { code } });
    expect(paths()).toHaveLength(3);
  });

  it('fail completely when a client in doubt does not answer', async () => {
    const grown = { clients: { ...FLEET.clients, 3: [31] }, instead: { '/client/3/device': { status: 503 } } };
    const { portal } = fakeFleet(grown);
    expect(await portal.events(await seen(FLEET))).toMatchObject({ ok: false, failure: { code: 'server-error' } });
  });

  it.each([
    ['404', { status: 404, body: { detail: 'no route' } }],
    ['405', { status: 405, body: 'Method Not Allowed' }],
    ['401 of an unknown route', { status: 401, body: { code: 401, msg: 'Unauthorized' } }],
    ['an object', { body: { message: 'not for you' } }],
  ])('walk the clients where the list is refused with %s', async (_, refusal) => {
    const instead = { '/device': refusal };
    const first = await look({ ...FLEET, instead });
    const walk = [...QUIET, '/client/1/device', '/client/2/device', '/client/3/device'];
    expect(first.paths).toEqual(walk);
    const second = await look({ clients: { 1: [11, 13], 2: [], 3: [] }, instead }, first.cursor);
    expect(second.paths).toEqual(walk);
    expect(second.reported.sort()).toEqual([
      '1: PC-12 is no longer in the portal.',
      '1: PC-13 is new in the portal.',
      '2: PC-21 is no longer in the portal.',
    ]);
    expect((await look({ clients: { 1: [11, 13], 2: [], 3: [] } }, second.cursor)).paths).toEqual(QUIET);
  });

  it('404 is not absence: devices of a client that the portal lists are not removed', async () => {
    const html = {
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<html><title>Not found</title></html>',
    };
    const own = { status: 404, body: { detail: 'not found', status: 404, title: 'Not Found', type: 'about:blank' } };
    for (const answer of [html, own]) {
      const instead = { '/device': answer, '/client/1/device': answer, '/client/2/device': answer };
      const { portal } = fakeFleet({ ...FLEET, instead });
      expect(await portal.events(await seen(FLEET))).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    }
    const everything = fakeFleet({ ...FLEET, instead: { '/client': html, '/device': html } });
    expect(await everything.portal.events(await seen(FLEET))).toMatchObject({
      ok: false,
      failure: { code: 'unavailable' },
    });
  });

  it('half a list is not a list: a portal that counts nothing and gives pages of 25', async () => {
    const poll = await look(many({ counts: null, largestPage: 25 }));
    expect(known(poll.cursor)).toBe(1_200);
  });

  it('include the devices of a client whose own record cannot be read', async () => {
    const clients = { body: [{ id: 1, name: 'Client 1' }, { id: 2 }] };
    const instead = { '/client': clients, '/device': { status: 404 } };
    const poll = await look(
      { clients: { 1: [11, 12], 2: [] }, instead },
      await seen({ clients: { 1: [11, 12], 2: [21] } }),
    );
    expect(poll.reported).toEqual(['2: PC-21 is no longer in the portal.']);
    expect((await look({ ...FLEET, instead }, await seen(FLEET))).reported).toEqual([]);
  });
});
