import { describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../../support/builders/fake-fetch.ts';
import { NOW, portalWith } from './portal-fakes.ts';

const SERVER = {
  id: 11,
  name: 'SRV-1',
  type: 'SERVER',
  product: 'X360RECOVER',
  d2c: false,
  current_health_status: { status: 'NORMAL', reason: null, timestamp: '2026-11-20T00:00:00.000Z' },
  thresholds: {
    vault_rp_threshold: { value: 320, enabled: true },
    local_rp_threshold: 480,
    cloud_rp_threshold: { value: 240, enabled: false },
  },
  local_usage: 500,
  cloud_usage: 6,
  vaults: [
    { id: 234, type: 'Cloud', device_usage: 1_000, latest_vault_rp: '2026-11-21T04:00:00' },
    { id: 234, type: 'Cloud', device_usage: 1_000, latest_vault_rp: '2026-11-21T04:00:00' },
    { id: 235, type: 'Private', device_usage: 7_000 },
  ],
  latest_local_rp: '2026-11-21T05:00:00Z',
  latest_cloud_rp: '',
  latest_autoverify_details: { status: 'success', is_healthy: false, end_timestamp: '2026-11-20T19:45:45.000Z' },
  device_details_page_url: 'https://my.axcient.net/home/device/11',
};

/** One client with these devices, as production answers: ids as `id_`, active as 1. */
function portalOf(devices: unknown[], more: Record<string, FakeAnswer> = {}) {
  return portalWith('x360recover', {
    '/client': { body: [{ id_: 342, name: 'Eddie', active: 1 }] },
    '/client/342': { body: { id: 342, name: 'Eddie', active: true } },
    '/client/342/device': { body: devices },
    ...more,
  });
}

describe('x360Recover facts', () => {
  it('reads id_, 1 and 0 for active, and reports the rest', async () => {
    const body = [
      { id_: 1, name: 'A', active: 1 },
      { id: 2, name: 'B', active: 0 },
      { id: 3, name: 'C', active: 'yes' },
      { id: 0, name: 'D' },
    ];
    const { portal } = portalWith('x360recover', { '/client': { body } });
    expect(await portal.customers()).toMatchObject({
      value: {
        customers: [
          { id: '1', name: 'A', active: true },
          { id: '2', name: 'B', active: false },
          { id: '3', name: 'C', active: true },
        ],
        skipped: [
          { path: 'clients[2].active', value: '"yes"' },
          { path: 'clients[3].id', value: '0' },
        ],
      },
    });
  });

  it('reports when a cloud vault has no usage, so that the rest is not billed as all of it', async () => {
    const device = { id: 12, name: 'SRV-2', type: 'SERVER', vaults: [{ id: 1, type: 'Cloud' }] };
    const { portal } = portalOf([
      SERVER,
      device,
      { ...device, id: 13, name: 'SRV-3', cloud_usage: 'much', vaults: [] },
    ]);
    const found = await portal.customer('342');
    expect(found.ok && found.value?.skipped).toMatchObject([
      { path: 'client 342: devices[2].cloud_usage', value: '"much"', usage: true },
      { path: 'SRV-2.vaults', usage: true },
    ]);
  });

  it('reports a vault of a type that nobody knows: its bytes are in no sum', async () => {
    const vaults = [
      { id: 1, type: 'Cloud', device_usage: 10 },
      { id: 2, type: 'Regional', device_usage: 90 },
    ];
    const word = await portalOf([{ ...SERVER, vaults }]).portal.customer('342');
    expect(word.ok && word.value?.accounts[0]?.onlineBytes).toBe(10);
    expect(word.ok && word.value?.skipped).toMatchObject([
      { path: 'client 342: devices[0].vaults.1.type', value: '"Regional"', usage: true },
      { path: 'SRV-1.vaults', value: 'no type', usage: true },
    ]);
  });

  it('has a device once that is listed twice, and reports it where the records differ', async () => {
    const twice = await portalOf([SERVER, SERVER]).portal.customer('342');
    expect(twice.ok && [twice.value?.accounts.length, twice.value?.skipped]).toEqual([1, []]);
    const differently = await portalOf([SERVER, { ...SERVER, local_usage: 9 }]).portal.customer('342');
    expect(differently.ok && differently.value).toMatchObject({
      accounts: [{ id: '11', localBytes: 500 }],
      skipped: [{ path: 'client 342: devices (SRV-1)', value: '11', usage: true, customerId: '342' }],
    });
  });

  it('turns a device into an account: bytes, UTC, thresholds in minutes, each vault once', async () => {
    const { portal, sent } = portalOf([SERVER]);
    const found = await portal.customer('342');
    expect(found.ok && found.value?.accounts).toEqual([
      {
        id: '11',
        customerId: '342',
        userName: 'SRV-1',
        plan: 'X360RECOVER',
        kind: 'server',
        onlineBytes: 1_000,
        localBytes: 500,
        vaultBytes: 7_000,
        lastBackupAt: '2026-11-21T05:00:00.000Z',
        lastStatus: 'NORMAL',
        copies: [
          { where: 'remote', lastRestorePointAt: '2026-11-21T04:00:00.000Z', thresholdMinutes: 320 },
          { where: 'local', lastRestorePointAt: '2026-11-21T05:00:00.000Z', thresholdMinutes: 480 },
        ],
        autoVerify: { healthy: false, at: '2026-11-20T19:45:45.000Z' },
        portalUrl: 'https://my.axcient.net/home/device/11',
      },
    ]);
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['no vaults: the cloud figure', { vaults: [] }, 6],
    ['only a private vault: the cloud figure', { vaults: [{ id: 1, type: 'Private', device_usage: 9 }] }, 6],
    ['two cloud vaults', { vaults: [1, 2].map((id) => ({ id, type: 'Cloud', device_usage: 10 })) }, 20],
    [
      'a cloud vault without a value',
      {
        vaults: [
          { id: 1, type: 'Cloud', device_usage: 10 },
          { id: 2, type: 'Cloud' },
        ],
      },
      undefined,
    ],
    ['a cloud vault with nonsense', { vaults: [{ id: 1, type: 'Cloud', device_usage: 'much' }] }, undefined],
    ['no value', { vaults: null, cloud_usage: null }, undefined],
  ])('sums online bytes with %s', async (_, change, expected) => {
    const { portal } = portalOf([{ ...SERVER, ...change }]);
    const found = await portal.customer('342');
    expect(found.ok && found.value?.accounts[0]?.onlineBytes).toBe(expected);
  });

  it('works without everything that production omits', async () => {
    const { portal } = portalOf([
      {
        id_: 5,
        name: 'PC',
        latest_autoverify_details: null,
        vaults: null,
        d2c: true,
        device_details_page_url: 'javascript:x',
      },
    ]);
    const found = await portal.customer('342');
    expect(found.ok && found.value?.accounts).toEqual([
      { id: '5', customerId: '342', userName: 'PC', plan: 'Direct-to-Cloud', kind: 'unknown', copies: [] },
    ]);
    expect(found.ok && found.value?.skipped).toEqual([]);
  });

  it('knows no customer with another kind of id, and sends no request', async () => {
    const { portal, sent } = portalOf([]);
    expect(await portal.customer('abc')).toEqual({ ok: true, value: null });
    expect(sent).toHaveLength(0);
    expect(await portal.customer('9')).toEqual({ ok: true, value: null });
  });

  it('404 is not absence: a client that the list names exists, whatever else is answered', async () => {
    const own = { status: 404, body: { detail: 'not found', status: 404, title: 'Not Found', type: 'about:blank' } };
    const html = { status: 404, body: '<html><title>Not found</title></html>' };
    for (const answer of [own, html]) {
      const gone = portalOf([], { '/client/342': answer, '/client/342/device': answer });
      expect(await gone.portal.customer('342')).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
      const deviceless = portalOf([], { '/client/342/device': answer });
      expect(await deviceless.portal.customer('342')).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
    }
  });
});

describe('x360Recover events', () => {
  /** What two looks at the fleet give, the second with these changes. */
  async function between(before: unknown[], after: unknown[]) {
    const first = await portalOf(before).portal.events(undefined);
    if (!first.ok) throw new Error(first.failure.message);
    expect(first.value.events).toEqual([]);
    const second = await portalOf(after).portal.events(first.value.cursor);
    if (!second.ok) throw new Error(second.failure.message);
    const third = await portalOf(after).portal.events(second.value.cursor);
    expect(third.ok && third.value.events, 'reported only once').toEqual([]);
    return second.value.events;
  }
  const health = (status: string, reason: string | null = null) => ({
    current_health_status: { status, reason, timestamp: '2026-11-21T11:00:00.000Z' },
  });

  it.each([
    ['nothing', {}, []],
    [
      'a local restore point',
      { latest_local_rp: '2026-11-21T10:00:00Z' },
      [['backup-finished', 'ok', '2026-11-21T10:00:00.000Z']],
    ],
    ['an older restore point', { latest_local_rp: '2026-11-19T10:00:00Z' }, []],
    ['WARNED', health('WARNED'), [['service-status', 'warning', '2026-11-21T11:00:00.000Z']]],
    ['TROUBLED', health('TROUBLED', 'APPLIANCE_OFFLINE'), [['appliance-offline', 'error', '2026-11-21T11:00:00.000Z']]],
    ['a vault offline', health('TROUBLED', 'VAULT_OFFLINE'), [['vault-offline', 'error', '2026-11-21T11:00:00.000Z']]],
    ['never run', health('WARNED', 'ONSITE_NEVER_RUN'), [['no-backup', 'warning', '2026-11-21T11:00:00.000Z']]],
    ['full', health('TROUBLED', 'FULL_90_PERCENT'), [['disk-usage', 'error', '2026-11-21T11:00:00.000Z']]],
    ['PARKED', health('PARKED'), [['service-status', 'ok', '2026-11-21T11:00:00.000Z']]],
    ['an unknown word', health('SLEEPY'), [['service-status', 'warning', '2026-11-21T11:00:00.000Z']]],
    [
      'another bad boot check',
      { latest_autoverify_details: { is_healthy: false, end_timestamp: '2026-11-21T09:00:00Z' } },
      [['autoverify-failed', 'error', '2026-11-21T09:00:00.000Z']],
    ],
    [
      'a good boot check after a bad one',
      { latest_autoverify_details: { is_healthy: true, end_timestamp: '2026-11-21T09:00:00Z' } },
      [['autoverify-failed', 'ok', '2026-11-21T09:00:00.000Z']],
    ],
    [
      'the same boot check checked again',
      { latest_autoverify_details: { is_healthy: true, end_timestamp: '2026-11-20T19:45:45.000Z' } },
      [['autoverify-failed', 'ok', '2026-11-20T19:45:45.000Z']],
    ],
    [
      'an older good boot check',
      { latest_autoverify_details: { is_healthy: true, end_timestamp: '2026-11-19T19:45:45.000Z' } },
      [],
    ],
    [
      'much more space',
      { local_usage: 20_000_000_000 },
      [['disk-usage-change', 'warning', new Date(NOW).toISOString()]],
    ],
    ['a little more space', { local_usage: 9_000_000_000 }, []],
  ])('report %s', async (_, change, expected) => {
    const events = await between([SERVER], [{ ...SERVER, ...change }]);
    expect(events.map(({ type, severity, at }) => [type, severity, at])).toEqual(expected);
    for (const event of events) expect(event).toMatchObject({ customerId: '342', accountId: '11' });
  });

  it('a change of the space used is a warning that can open a ticket, over with the next steady restore point', async () => {
    const looks = [
      SERVER,
      { ...SERVER, local_usage: 20_000_000_000 },
      { ...SERVER, local_usage: 20_000_000_000 },
      { ...SERVER, local_usage: 20_100_000_000, latest_local_rp: '2026-11-21T10:00:00Z' },
      { ...SERVER, local_usage: 20_100_000_000, latest_local_rp: '2026-11-21T11:00:00Z' },
    ];
    let cursor: string | undefined;
    const reported: string[][] = [];
    for (const look of looks) {
      const page = await portalOf([look]).portal.events(cursor);
      if (!page.ok) throw new Error(page.failure.message);
      cursor = page.value.cursor;
      const changes = page.value.events.filter(({ type }) => type === 'disk-usage-change');
      reported.push(changes.map(({ severity }) => severity));
    }
    expect(reported).toEqual([[], ['warning'], [], ['ok'], []]);
  });

  it('health is reported in words: TROUBLED means that backups are failing', async () => {
    const troubled = { ...SERVER, ...health('TROUBLED', 'APPLIANCE_OFFLINE') };
    expect(await between([SERVER], [troubled])).toMatchObject([
      { message: 'SRV-1: backups are failing (appliance offline).' },
    ]);
    expect(await between([troubled], [SERVER])).toMatchObject([{ message: 'SRV-1: backups are fine again.' }]);
  });

  it('report recovery, another reason, and added and removed devices', async () => {
    const sick = { ...SERVER, ...health('TROUBLED', 'VAULT_OFFLINE') };
    expect(await between([sick], [SERVER])).toMatchObject([{ type: 'service-status', severity: 'ok' }]);
    expect(await between([sick], [{ ...SERVER, ...health('TROUBLED', 'APPLIANCE_OFFLINE') }])).toMatchObject([
      { type: 'appliance-offline' },
    ]);
    expect(await between([], [SERVER])).toMatchObject([{ message: 'SRV-1 is new in the portal.' }]);
    expect(await between([SERVER], [])).toMatchObject([{ message: 'SRV-1 is no longer in the portal.' }]);
  });

  it('name what each event ends, so that no ticket outlives its incident', async () => {
    const health5 = ['no-backup', 'disk-usage', 'appliance-offline', 'vault-offline', 'service-status'];
    const sick = { ...SERVER, ...health('TROUBLED', 'VAULT_OFFLINE') };
    const ends = async (before: unknown[], after: unknown[]) =>
      (await between(before, after)).map(({ type, ends }) => [type, ends]);
    expect(await ends([sick], [SERVER])).toEqual([['service-status', health5]]);
    expect(await ends([sick], [{ ...SERVER, ...health('PARKED') }])).toEqual([
      ['service-status', [...health5, 'autoverify-failed', 'disk-usage-change']],
    ]);
    expect(await ends([sick], [{ ...SERVER, ...health('TROUBLED', 'APPLIANCE_OFFLINE') }])).toEqual([
      ['appliance-offline', health5.filter((kind) => kind !== 'appliance-offline')],
    ]);
    expect(await ends([sick], [])).toEqual([
      ['service-status', [...health5, 'autoverify-failed', 'disk-usage-change']],
    ]);
    expect(await ends([SERVER], [{ ...SERVER, latest_local_rp: '2026-11-21T10:00:00Z' }])).toEqual([
      ['backup-finished', []],
    ]);
  });

  it('report a device that appears with an error, from then on and with the same id all day', async () => {
    const sick = { ...SERVER, ...health('TROUBLED', 'VAULT_OFFLINE') };
    const events = await between([], [sick]);
    expect(events.map(({ id, at, ends }) => [id, at, ends?.length])).toEqual([
      ['x360:11:service-status:new/2026-11-21', new Date(NOW).toISOString(), 0],
      ['x360:11:vault-offline:new/2026-11-21/TROUBLED/VAULT_OFFLINE', new Date(NOW).toISOString(), 4],
    ]);
  });

  it('keep a bad boot check while the portal reports none', async () => {
    const verified = (is_healthy: boolean, day: string) => ({
      ...SERVER,
      latest_autoverify_details: { is_healthy, end_timestamp: `2026-11-${day}T09:00:00Z` },
    });
    let cursor: string | undefined;
    const reported: string[] = [];
    for (const device of [
      verified(false, '19'),
      { ...SERVER, latest_autoverify_details: null },
      verified(true, '21'),
    ]) {
      const page = await portalOf([device]).portal.events(cursor);
      if (!page.ok) throw new Error(page.failure.message);
      cursor = page.value.cursor;
      reported.push(...page.value.events.map(({ id }) => id));
    }
    expect(reported).toEqual(['x360:11:autoverify-failed:2026-11-21T09:00:00.000Z/ok']);
  });

  it('add slow growth until it is worth a report', async () => {
    const grown = (gb: number) => [{ ...SERVER, local_usage: gb * 1e9 }];
    let cursor: string | undefined;
    const reported: number[] = [];
    for (const gb of [20, 24, 28, 32, 36]) {
      const page = await portalOf(grown(gb)).portal.events(cursor);
      if (!page.ok) throw new Error(page.failure.message);
      cursor = page.value.cursor;
      if (page.value.events.length > 0) reported.push(gb);
    }
    expect(reported).toEqual([32]);
  });

  it('have the same ids in two browsers', async () => {
    const change = [{ ...SERVER, ...health('TROUBLED'), latest_local_rp: '2026-11-21T10:00:00Z' }];
    const [one, other] = [await between([SERVER], change), await between([SERVER], change)];
    expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
    expect(new Set(one.map(({ id }) => id)).size).toBe(2);
    expect(one.map(({ at }) => at)).toEqual([...one.map(({ at }) => at)].sort());
  });

  it('do not treat an unreadable device as removed', async () => {
    expect(await between([SERVER], [{ ...SERVER, name: 7 }])).toEqual([]);
  });

  it('store nothing when a part of the fleet does not answer', async () => {
    const { portal } = portalOf([], { '/client/342/device': { status: 504 } });
    expect(await portal.events(undefined)).toMatchObject({
      ok: false,
      failure: { code: 'server-error', retryAfterSeconds: 60 },
    });
  });

  it('start again from an invalid cursor', async () => {
    const page = await portalOf([SERVER]).portal.events('{"v":0}');
    expect(page).toMatchObject({ ok: true, value: { events: [], more: false } });
  });
});
