import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../../lib/domain/connectwise-records.ts';
import { ok } from '../../../../lib/shared/result.ts';
import { DAY, HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { tenantTimeZone } from '../../../../lib/sync/read/tenant-time-zone.ts';
import { AGREEMENT, account, addition, agreement, COMPANY, facts } from '../../../support/builders/sync-records.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import type { StageOptions } from '../support/stage.ts';
import { minutesPass, stage, value } from '../support/stage.ts';

/** A stage at a ConnectWise of that zone, at that time. */
async function inZone(timeZone: string | undefined, at: string, options: StageOptions = {}) {
  const on = await stage(options);
  on.time.now = Date.parse(at);
  on.portal.facts.set('342', facts([account({ id: '1001', lastBackupAt: at })], { readAt: at }));
  on.connectWise.info = async () => {
    on.connectWise.calls.push('info');
    return ok({ version: 'v2025.1', isCloud: true, ...(timeZone && { timeZone }) });
  };
  return on;
}

const lastDay = () => ({ tables: { additions: [addition({ id: 500, cancelledDate: '2026-11-30T00:00:00Z' })] } });
const written = (plan: { changes: { resource: string; ref: { id?: number } }[] }) =>
  plan.changes.filter(({ resource }) => resource === 'addition').map(({ ref }) => ref.id);
const infos = ({ connectWise }: { connectWise: { calls: string[] } }) =>
  connectWise.calls.filter((call) => call === 'info').length;

describe('the tenant’s time zone', () => {
  it.each([
    ['America/New_York', '2026-12-01T04:59:00Z', [500]],
    ['America/New_York', '2026-12-01T05:00:00Z', []],
    ['Australia/Sydney', '2026-11-30T12:59:00Z', [500]],
    ['Australia/Sydney', '2026-11-30T13:00:00Z', []],
    [undefined, '2026-11-30T23:59:00Z', [500]],
    [undefined, '2026-12-01T00:00:00Z', []],
  ])('decides what day it is for a sync and a view: %s at %s', async (zone, at, expected) => {
    const on = await inZone(zone, at, lastDay());
    expect(written(value(await on.engine.plan(COMPANY)))).toEqual(expected);
    const { findings } = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const codes = findings.map(({ code }) => code);
    expect([codes.includes('ADD-DRIFT'), codes.includes('ADD-MISSING')]).toEqual(
      expected.length ? [true, false] : [false, true],
    );
  });

  it('is read once a day, and again when the connection changes', async () => {
    const on = await inZone('America/New_York', '2026-11-21T12:00:00Z');
    for (let times = 0; times < 3; times++) {
      value(await on.engine.plan(COMPANY));
      on.time.now += 7 * HOUR;
    }
    expect(infos(on)).toBe(1);
    on.time.now += DAY;
    value(await on.engine.plan(COMPANY));
    expect(infos(on)).toBe(2);
    await on.engine.connectionChanged();
    value(await on.engine.plan(COMPANY));
    expect(infos(on)).toBe(3);
  });

  it('an older one is used while ConnectWise does not answer; without any, nothing is planned by a wrong day', async () => {
    const on = await inZone('America/New_York', '2026-11-21T12:00:00Z');
    const answering = on.connectWise.info;
    on.connectWise.info = async () => ({ ok: false, failure: TIMEOUT });
    expect(await tenantTimeZone(on.deps)).toEqual({ ok: false, failure: TIMEOUT });
    expect(await on.engine.plan(COMPANY)).toMatchObject({ ok: false, failure: { code: 'timeout' } });
    on.connectWise.info = answering;
    expect(value(await tenantTimeZone(on.deps))).toBe('America/New_York');
    on.connectWise.info = async () => ({ ok: false, failure: TIMEOUT });
    on.time.now += 2 * DAY;
    expect(value(await tenantTimeZone(on.deps))).toBe('America/New_York');
  });

  it('is passed to the addition form, with the agreements', async () => {
    const on = await inZone('America/New_York', '2026-12-01T04:59:00Z', lastDay());
    expect(value(await on.engine.additionContext(AGREEMENT))).toMatchObject({
      timeZone: 'America/New_York',
      agreements: [{ id: AGREEMENT }],
      additions: [{ id: 500 }],
    });
    const after = await inZone('America/New_York', '2026-12-01T05:00:00Z', lastDay());
    expect(value(await after.engine.additionContext(AGREEMENT)).additions).toEqual([]);
  });
});

describe('child agreements', () => {
  const type = { id: 9, name: 'Backup only' };
  const child: Agreement = agreement({ id: 41, name: 'Backup', type, parentAgreement: { id: AGREEMENT, name: '' } });
  const lines = () => [addition({ id: 500, agreementId: 41 })];

  it('of a type that only the parent’s cross-reference names are read and synced', async () => {
    const on = await stage({ tables: { agreements: [agreement(), child], additions: lines() } });
    const plan = value(await on.engine.plan(COMPANY));
    expect(written(plan)).toEqual([500]);
    await on.apply(plan.id);
    expect(written(value(await on.engine.plan(COMPANY)))).toEqual([]);
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
  });

  it('of another company’s parent: the parent is read, once within an hour of events', async () => {
    const elsewhere = { id: 999, name: 'Holding' };
    const parent = (more: Partial<Agreement> = {}) => agreement({ company: elsewhere, ...more });
    const on = await stage({ tables: { agreements: [parent(), child], additions: lines() } });
    expect(written(value(await on.engine.plan(COMPANY)))).toEqual([500]);
    // Its own lines are the other company's.
    expect(on.connectWise.calls.filter((call) => call === 'additions')).toHaveLength(1);
    expect(on.connectWise.calls.filter((call) => call === 'agreement')).toHaveLength(1);

    on.connectWise.tables.agreements = [parent({ agreementStatus: 'Cancelled' }), child];
    await minutesPass(on, 2);
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const finding = view.findings.find(({ code }) => code === 'ADD-AGREEMENT-STATE');
    expect(finding?.message).toContain('its parent “Managed Services” is cancelled');
    expect(written(value(await on.engine.plan(COMPANY)))).toEqual([]);
  });

  describe('of parents further up', () => {
    const elsewhere = { id: 999, name: 'Holding' };
    const above = (id: number, parent?: number, more: Partial<Agreement> = {}) =>
      agreement({
        id,
        name: `Parent ${id}`,
        company: elsewhere,
        type: { id: 90, name: 'Frame' },
        ...(parent && { parentAgreement: { id: parent, name: '' } }),
        ...more,
      });
    const own = (parent: number) =>
      agreement({ id: 41, name: 'Backup', type, parentAgreement: { id: parent, name: '' } });
    const reads = ({ connectWise }: { connectWise: { calls: string[] } }) =>
      connectWise.calls.filter((call) => call === 'agreement').length;

    it('are followed to the top: its type counts, and its end ends them', async () => {
      const top = (more: Partial<Agreement> = {}) => above(52, undefined, { type: agreement().type, ...more });
      const family = [own(50), above(50, 51), above(51, 52)];
      const on = await stage({ tables: { agreements: [...family, top()], additions: lines() } });
      expect(written(value(await on.engine.plan(COMPANY)))).toEqual([500]);
      expect(reads(on)).toBe(3);
      on.connectWise.tables.agreements = [...family, top({ agreementStatus: 'Cancelled' })];
      await minutesPass(on, 2);
      expect(written(value(await on.engine.plan(COMPANY)))).toEqual([]);
    });

    it('end at a ring, each read once', async () => {
      const ring = [above(50, 51), above(51, 50, { type: agreement().type })];
      const on = await stage({ tables: { agreements: [own(50), ...ring], additions: lines() } });
      expect(written(value(await on.engine.plan(COMPANY)))).toEqual([500]);
      expect(reads(on)).toBe(2);
    });

    it('are followed five levels at most', async () => {
      const chain = Array.from({ length: 20 }, (_, index) => above(50 + index, 51 + index));
      const on = await stage({ tables: { agreements: [own(50), ...chain], additions: lines() } });
      value(await on.engine.plan(COMPANY));
      expect(reads(on)).toBe(5);
    });

    it('of the same company that the list omitted: read alone, and not again within the hour', async () => {
      const parent = agreement({ id: 50, name: 'Frame', agreementStatus: 'Cancelled' });
      const child41 = agreement({ id: 41, name: 'Backup', parentAgreement: { id: 50, name: '' } });
      const on = await stage({ tables: { agreements: [child41, parent], additions: lines() } });
      const row = { path: '/finance/agreements/50', id: 50, field: 'billingCycle', value: '7', companyId: COMPANY };
      on.connectWise.agreements = async () => ok({ rows: [child41], unreadable: [row] });
      expect(written(value(await on.engine.plan(COMPANY)))).toEqual([]);
      await minutesPass(on, 2);
      on.connectWise.agreement = async () => {
        on.connectWise.calls.push('agreement');
        return { ok: false, failure: { ...TIMEOUT, code: 'unexpected-shape' } };
      };
      const before = reads(on);
      const plan = value(await on.engine.plan(COMPANY));
      expect(written(plan)).toEqual([500]);
      expect(plan.skipped.some(({ label }) => label.includes('50'))).toBe(true);
      value(await on.engine.plan(COMPANY));
      expect(reads(on)).toBe(before + 1);
    });
  });

  it('whose parent was deleted or is unreadable decide for themselves; an outage is waited for', async () => {
    const own = { ...child, type: { id: 3, name: 'Managed Services' } };
    const on = await stage({ tables: { agreements: [own], additions: lines() } });
    expect(written(value(await on.engine.plan(COMPANY)))).toEqual([500]);
    const failing = (code: 'unexpected-shape' | 'timeout') => {
      on.time.now += 2 * MINUTE;
      on.connectWise.agreement = async () => ({ ok: false, failure: { ...TIMEOUT, code } });
      return on.engine.plan(COMPANY);
    };
    expect(written(value(await failing('unexpected-shape')))).toEqual([500]);
    expect(await failing('timeout')).toMatchObject({ ok: false, failure: { code: 'timeout' } });
  });
});

it('a line whose effective date moved into the future after the preview is not written', async () => {
  const on = await stage();
  const plan = value(await on.engine.plan(COMPANY));
  Object.assign(on.connectWise.tables.additions[0] ?? {}, { effectiveDate: '2026-12-01T00:00:00Z' });
  const { entries } = await on.apply(plan.id);
  expect(entries.find(({ change }) => change.resource === 'addition')).toMatchObject({
    state: 'conflict',
    outcome: expect.stringContaining('effectiveDate was'),
  });
  expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
});
