import { describe, expect, it } from 'vitest';
import { testPortal } from '../../../lib/portal/portal.ts';
import { HOUR } from '../../../lib/shared/time.ts';
import type { FaultEffect } from '../../simulator/faults.ts';
import { AS_DESCRIBED } from '../../simulator/portal/x360-deviations.ts';
import { connected, KEYS, value } from './against-simulator.ts';

const KINDS = ['efs-portal', 'x360recover'] as const;

describe.each(KINDS)('%s, simulated', (kind) => {
  it("returns the guides' customers", async () => {
    const { portal } = await connected(kind);
    const { customers, skipped } = value(await portal.customers());
    expect(customers).toMatchObject([
      { id: '342', name: "Eddie's TV Repair", active: true },
      { id: '355', name: 'Joe TV Repair', active: true },
      { id: '19652', name: 'Lakeside Dental', active: true },
    ]);
    expect(skipped).toEqual([]);
    expect(value(await portal.customer('999'))).toBeNull();
    expect(value(await portal.customer('no number'))).toBeNull();
  });

  it('verifies address and key', async () => {
    const { portal, config, deps } = await connected(kind);
    expect(value(await portal.test()).name).not.toBe('');
    const { tested } = value(await testPortal(config, deps));
    expect(tested).toMatchObject({ customers: 3, cleaned: [] });
    const wrong = await connected(kind, {}, 'wrong-key-1234');
    wrong.simulator.traffic.expectErrors(true);
    for (const found of [
      await wrong.portal.test(),
      await wrong.portal.customers(),
      await wrong.portal.events(undefined),
    ]) {
      expect(found).toMatchObject({ ok: false, failure: { code: 'unauthorized' } });
    }
  });

  it('detects a key without permissions', async () => {
    const { portal, simulator } = await connected(kind);
    simulator.traffic.expectErrors(true);
    for (const known of simulator.portal.keys) known.permissions = [];
    expect(await portal.test()).toMatchObject({ ok: false, failure: { code: 'missing-right' } });
  });

  it('reports every backup once, oldest first', async () => {
    const { portal, simulator } = await connected(kind);
    let page = value(await portal.events(undefined));
    while (page.more) page = value(await portal.events(page.cursor));
    expect(value(await portal.events(page.cursor)).events).toEqual([]);
    simulator.clock.advance(30 * HOUR);
    const later = value(await portal.events(page.cursor));
    const finished = later.events.filter(({ type }) => type === 'backup-finished');
    expect(finished.some(({ customerId, accountId }) => customerId === '342' && accountId === '356')).toBe(true);
    expect(later.events.map(({ at }) => at)).toEqual(later.events.map(({ at }) => at).sort());
    expect(new Set(later.events.map(({ id }) => id)).size).toBe(later.events.length);
    expect(later.skipped).toEqual([]);
    expect(value(await portal.events(later.cursor)).events).toEqual([]);
  });

  const faults: [string, FaultEffect, object][] = [
    ['500', { kind: 'status', status: 500 }, { code: 'server-error' }],
    ['504', { kind: 'status', status: 504 }, { code: 'server-error', retryAfterSeconds: 60 }],
    // x360Recover is not known to say how long to wait (docs/reference/portals.md#refusals).
    [
      'too many requests',
      { kind: 'too-many-requests', retryAfterSeconds: 7 },
      { code: 'too-many-requests', ...(kind === 'efs-portal' && { retryAfterSeconds: 7 }) },
    ],
    ['the edge', { kind: 'blocked' }, { code: 'blocked-by-portal', retryAfterSeconds: 300 }],
    ['a web page', { kind: 'html' }, { code: 'not-json' }],
    ['half an answer', { kind: 'truncated' }, { code: 'truncated' }],
    ['a dropped connection', { kind: 'dropped-before' }, { code: 'unreachable' }],
  ];
  it.each(faults)('names %s, and works afterwards', async (_, effect, failure) => {
    const { portal, simulator } = await connected(kind);
    simulator.traffic.expectErrors(true);
    simulator.faults.add({ effect });
    const found = await portal.customers();
    expect(found).toMatchObject({ ok: false, failure });
    expect(JSON.stringify(found)).not.toContain(KEYS[kind]);
    expect(value(await portal.customers()).customers).toHaveLength(3);
  });
});

describe('efs-portal, simulated', () => {
  it('returns plans, sub-accounts and mailboxes with their units', async () => {
    const { portal } = await connected('efs-portal');
    const facts = value(await portal.customer('342'));
    expect(facts).toMatchObject({ customer: { id: '342', brand: 'doc' }, source: 'efs-portal', skipped: [] });
    const accounts = facts?.accounts ?? [];
    expect(accounts).toHaveLength(7);
    expect(accounts.find(({ userName }) => userName === 'ETV-Primary')).toMatchObject({
      id: '356',
      accountNo: 'DOC30199001',
      plan: 'Select',
      kind: 'server',
      onlineBytes: 182_400_000_000,
      lastBackupAt: expect.stringMatching(/Z$/),
      copies: [{ where: 'remote' }],
    });
    expect(accounts.find(({ userName }) => userName === 'ETV-FrontOffice')).toMatchObject({
      parentId: '356',
      kind: 'desktop',
    });
    expect(accounts.find(({ userName }) => userName === 'ETV-email-filtering')).toMatchObject({
      kind: 'mailboxes',
      mailboxes: 14,
      copies: [],
    });
    expect(accounts.find(({ userName }) => userName === 'ETV-BDR')?.copies.map(({ where }) => where)).toEqual([
      'remote',
      'local',
    ]);
  });

  it('needs one request to learn that nothing is new among 1,000 customers, and one page for all of them', async () => {
    const { portal, simulator } = await connected('efs-portal', { customers: 1_000 });
    let page = value(await portal.events(undefined));
    while (page.more) page = value(await portal.events(page.cursor));
    simulator.traffic.clear();
    expect(value(await portal.events(page.cursor))).toMatchObject({ events: [], more: false });
    expect(simulator.traffic.total).toBe(1);
    expect(value(await portal.customers()).customers).toHaveLength(1_000);
    expect(value(await portal.customers()).customers).toHaveLength(1_000);
    expect(simulator.traffic.exchanges.map(({ status }) => status)).toEqual([200, 200, 304]);
  });

  it('accepts events that are delivered twice', async () => {
    const { portal, simulator } = await connected('efs-portal');
    simulator.portal.deliverTwice = true;
    const first = value(await portal.events(undefined));
    simulator.clock.advance(30 * HOUR);
    const second = value(await portal.events(first.cursor));
    expect(second.events[0]?.id).toBe(first.events.at(-1)?.id);
    expect(second.events.length).toBeGreaterThan(1);
    expect(value(await portal.events(second.cursor))).toMatchObject({ more: false, cursor: second.cursor });
  });

  it('reports that a cursor is not known', async () => {
    const { portal, simulator } = await connected('efs-portal');
    simulator.traffic.expectErrors(true);
    expect(await portal.events('nonsense')).toMatchObject({ ok: false, failure: { code: 'rejected', status: 400 } });
  });
});

describe('x360recover, simulated', () => {
  it.each([
    ['as production answers', {}],
    ['as described', AS_DESCRIBED],
    ['with id_ everywhere', { idUnderscore: 'all' as const }],
    ['with unpadded days', { times: 'unpadded' as const }],
    ['without boot checks', { autoVerifyNull: true }],
  ])('reads devices %s', async (_, x360) => {
    const { portal } = await connected('x360recover', { x360 });
    const facts = value(await portal.customer('342'));
    expect(facts?.skipped).toEqual([]);
    expect(facts?.customer).toEqual({ id: '342', name: "Eddie's TV Repair", active: true });
    const server = facts?.accounts.find(({ userName }) => userName === 'ETV-Primary');
    expect(server).toMatchObject({ id: '356', kind: 'server', onlineBytes: 182_400_000_000, lastStatus: 'NORMAL' });
    expect(server?.lastBackupAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(server?.copies[0]).toMatchObject({ where: 'remote', thresholdMinutes: expect.any(Number) });
  });

  it('reports when a device fails', async () => {
    const { portal, simulator } = await connected('x360recover');
    const before = value(await portal.events(undefined));
    const account = simulator.portal.accounts.get(356);
    if (account) Object.assign(account, { missing: true });
    simulator.clock.advance(200 * HOUR);
    const after = value(await portal.events(before.cursor));
    const ill = after.events.filter(({ accountId, severity }) => accountId === '356' && severity !== 'ok');
    expect(ill).not.toEqual([]);
  });
});
