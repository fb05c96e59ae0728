import { describe, expect, it } from 'vitest';
import type { FleetRow } from '../../../../../lib/domain/fleet.ts';
import { fail } from '../../../../../lib/shared/result.ts';
import { HOUR, isoTime } from '../../../../../lib/shared/time.ts';
import { createEngine } from '../../../../../lib/sync/engine.ts';
import { addition, entry } from '../../../../support/builders/sync-records.ts';
import { FOREVER, fleet } from '../../support/bulk-sync-stage.ts';
import { type Stage, value } from '../../support/stage.ts';

const EVERYTHING = { filter: 'all', search: '', sort: 'customer', descending: false, offset: 0, limit: 1000 } as const;

async function compared(on: Stage) {
  value(await on.engine.compareFleet());
  await on.engine.continueBulkSync(FOREVER);
  return value(await on.engine.fleet({}));
}

async function rows(on: Stage, query: Partial<Parameters<Stage['engine']['fleetRows']>[0]> = {}): Promise<FleetRow[]> {
  return value(await on.engine.fleetRows({ ...EVERYTHING, ...query })).rows;
}

function calls({ connectWise }: Stage, name: string): number {
  return connectWise.calls.filter((call) => call === name || call.startsWith(`${name} `)).length;
}

describe('the comparison of all customers', () => {
  it('shows every difference with its money, and writes nothing', async () => {
    const on = await fleet(60);
    const view = await compared(on);
    expect(view).toMatchObject({
      source: 'reports',
      comparedAt: isoTime(on.deps.clock()),
      progress: { state: 'done', total: 60, done: 60, updated: 60 },
      counts: { all: 60, 'billed-wrongly': 60, 'not-linked': 0, 'needs-approval': 0, 'not-compared': 0 },
      // 60 lines at 0.50: 95 billed, 100 used.
      totals: [{ tooLittle: { perCycle: 150 }, companiesTooLittle: 60, companiesTooMuch: 0 }],
    });
    const [row] = await rows(on);
    expect(row).toMatchObject({ customerId: '1', link: 'linked', lines: 1, difference: [{ from: 47.5, to: 50 }] });
    expect(on.connectWise.calls.filter((call) => call.startsWith('write'))).toEqual([]);
  });

  it('reads whole tables once, and nothing by company', async () => {
    const on = await fleet(120);
    await compared(on);
    expect(calls(on, 'reportedEntries')).toBeLessThanOrEqual(2);
    for (const name of ['managedIdEntries', 'additions', 'agreements', 'companiesByIds', 'configurations'])
      expect([name, calls(on, name)]).toEqual([name, 0]);
  });

  it('finds the same record by record where the member may not read reports, and says why', async () => {
    const on = await fleet(30);
    const reported = (await compared(on)).totals;
    const expected = await rows(on);
    const failure = { code: 'missing-right', message: 'The member lacks API Reports.', nextStep: 'Grant it.' } as const;
    on.connectWise.reportedEntries = async () => fail(failure);
    on.connectWise.calls.length = 0;
    const view = await compared(on);
    expect(view).toMatchObject({ source: 'records', sourceFailure: failure, progress: { state: 'done', done: 30 } });
    expect(view.totals).toEqual(reported);
    const alike = (list: FleetRow[]) => list.map(({ readAt: _, ...row }) => row);
    expect(alike(await rows(on))).toEqual(alike(expected));
    // One list of entries per company, one of additions per agreement, the rest in bulk.
    expect(calls(on, 'managedIdEntries')).toBe(30);
    expect(calls(on, 'additions')).toBe(30);
    expect(calls(on, 'configurations') + calls(on, 'configurationsOfCompanies')).toBe(0);
  });

  it('keeps the rows of the last one until the next has ended, also when that is cancelled', async () => {
    const on = await fleet(3);
    await compared(on);
    value(await on.engine.compareFleet());
    expect(await rows(on)).toHaveLength(3);
    value(await on.engine.cancelFleet());
    await on.engine.continueBulkSync(FOREVER);
    const view = value(await on.engine.fleet({}));
    expect(view.progress?.state).toBe('cancelled');
    expect(view.counts.all).toBe(3);
    expect((await compared(on)).progress?.state).toBe('done');
  });

  it('after the sync of all customers finds no difference, and knows when they were synced', async () => {
    const on = await fleet(4);
    await compared(on);
    value(await on.engine.startBulkSync());
    await on.engine.continueBulkSync(FOREVER);
    const view = await compared(on);
    expect(view.totals).toEqual([]);
    expect(view.counts).toMatchObject({ 'billed-wrongly': 0, 'never-synced': 0 });
    for (const row of await rows(on)) expect(row.lastSyncAt).toBe(isoTime(on.deps.clock()));
  });

  it('names a customer without a company, one with a company of a like name, and one with two', async () => {
    const on = await fleet(4);
    const { tables } = on.connectWise;
    tables.entries = tables.entries.filter(({ companyId }) => companyId !== 2 && companyId !== 3);
    const named = tables.companies.find(({ id }) => id === 3);
    if (named) named.name = 'Something else entirely';
    tables.entries.push(entry({ id: 900, companyId: 1, groupIdentifier: 'EFS-4' }));
    await compared(on);
    const found = await rows(on);
    expect(found.map(({ customerId, link }) => [customerId, link])).toEqual([
      ['1', 'linked'],
      ['2', 'suggested'],
      ['3', 'none'],
      ['4', 'conflicting'],
    ]);
    expect(found[3]?.failure?.message).toContain('EFS-4');
  });

  it('keeps what a guard holds for the list of approvals', async () => {
    const on = await fleet(2);
    on.connectWise.tables.additions[0] = addition({ id: 1, agreementId: 1, serialNumber: 'EFS-1', quantity: 2000 });
    const view = await compared(on);
    expect(view.counts['needs-approval']).toBe(1);
    const list = value(await on.engine.approvals({ search: '', offset: 0, limit: 10 }));
    expect(list).toMatchObject({ total: 1, rows: [{ companyId: 1, fields: [{ from: 2000, to: 100 }] }], rejected: 0 });
  });

  it('keeps the first comparison of a month', async () => {
    const on = await fleet(2);
    await compared(on);
    const month = isoTime(on.deps.clock()).slice(0, 7);
    value(await on.engine.startBulkSync());
    await on.engine.continueBulkSync(FOREVER);
    await compared(on);
    expect(value(await on.engine.fleet({})).months).toEqual([month]);
    expect(value(await on.engine.fleet({ month })).counts['billed-wrongly']).toBe(2);
    expect(await rows(on, { month, filter: 'billed-wrongly' })).toHaveLength(2);
    expect(await rows(on, { filter: 'billed-wrongly' })).toHaveLength(0);
  });

  it('goes on after a killed worker without asking for the tables again', async () => {
    const on = await fleet(120);
    value(await on.engine.compareFleet());
    let processed = 0;
    let unanswered = 0;
    const customer: Stage['deps']['portal']['customer'] = async (...input) => {
      processed += 1;
      if (processed < 60) return on.deps.portal.customer(...input);
      unanswered += 1;
      return new Promise(() => undefined);
    };
    // An engine of its own, which does nothing more once all that it works on at once is without an answer.
    void createEngine({ ...on.deps, portal: { ...on.deps.portal, customer } }).continueBulkSync(FOREVER);
    await expect.poll(() => unanswered).toBe(6);
    const before = calls(on, 'reportedEntries');
    await on.engine.continueBulkSync(FOREVER);
    expect(value(await on.engine.fleet({}))).toMatchObject({
      progress: { state: 'done', done: 120 },
      counts: { all: 120 },
    });
    expect(calls(on, 'reportedEntries')).toBe(before);
  });

  it('asks the portal only about customers whose figures are older than 12 hours', async () => {
    const on = await fleet(5);
    await compared(on);
    let asked = 0;
    const read = on.deps.portal.customer;
    on.deps.portal.customer = (...input) => {
      asked += 1;
      return read(...input);
    };
    await compared(on);
    expect(asked).toBe(0);
    on.time.now += 13 * HOUR;
    await compared(on);
    expect(asked).toBe(5);
  });
});
