import { describe, expect, it } from 'vitest';
import { ALL_PARTS } from '../../../../../lib/domain/consent.ts';
import type { FleetRow } from '../../../../../lib/domain/fleet.ts';
import type { Failure } from '../../../../../lib/shared/errors.ts';
import { fail } from '../../../../../lib/shared/result.ts';
import { DAY, HOUR, isoTime, MINUTE, SECOND } from '../../../../../lib/shared/time.ts';
import { createEngine } from '../../../../../lib/sync/engine.ts';
import { isRivalCheckRecent } from '../../../../../lib/sync/read/rival-check.ts';
import { addition, entry } from '../../../../support/builders/sync-records.ts';
import { bulkSync, FOREVER, fleet } from '../../support/bulk-sync-stage.ts';
import { type Stage, value } from '../../support/stage.ts';

const EVERYTHING = { filter: 'all', search: '', sort: 'customer', descending: false, offset: 0, limit: 1000 } as const;
const SERVER_ERROR: Failure = { code: 'server-error', message: '500', nextStep: 'It is tried again.', status: 500 };

async function compared(on: Stage) {
  value(await on.engine.compareFleet());
  await on.engine.continueBulkSync(FOREVER);
  return value(await on.engine.fleet({}));
}

async function rows(on: Stage): Promise<FleetRow[]> {
  return value(await on.engine.fleetRows(EVERYTHING)).rows;
}

/** Begins a comparison; the browser is closed when the tables are read and this call of the portal, the first being 1, is made. */
async function cutOffAtCustomer(on: Stage, last: number): Promise<void> {
  value(await on.engine.compareFleet());
  let asked = 0;
  let unanswered = 0;
  const customer: Stage['deps']['portal']['customer'] = (...input) => {
    asked += 1;
    if (asked < last) return on.deps.portal.customer(...input);
    unanswered += 1;
    return new Promise(() => undefined);
  };
  // An engine of its own: what is killed does nothing more, whatever the next one is given.
  void createEngine({ ...on.deps, portal: { ...on.deps.portal, customer } }).continueBulkSync(FOREVER);
  const atOnce = Math.min(6, on.portal.facts.size - last + 1);
  await expect.poll(() => unanswered).toBe(atOnce);
}

/** The tables of a comparison are read while the user cancels it and begins another one. Returns the id of the first. */
async function begunTwiceWhileListing(on: Stage): Promise<string> {
  const { promise: answers, resolve: answer } = Promise.withResolvers<void>();
  const { everyAgreement } = on.connectWise;
  let reached = false;
  on.connectWise.everyAgreement = async () => {
    reached = true;
    await answers;
    return everyAgreement();
  };
  const first = await progressId(on, await on.engine.compareFleet());
  const going = on.engine.continueBulkSync(FOREVER);
  await expect.poll(() => reached).toBe(true);
  value(await on.engine.cancelFleet());
  value(await on.engine.compareFleet());
  on.connectWise.everyAgreement = everyAgreement;
  answer();
  await going;
  return first;
}

async function progressId(on: Stage, begun: Awaited<ReturnType<Stage['engine']['compareFleet']>>): Promise<string> {
  value(begun);
  return value(await on.engine.fleet({})).progress?.id ?? '';
}

function portalFailsFor(on: Stage, ids: readonly string[]): void {
  const read = on.deps.portal.customer;
  on.deps.portal.customer = async (id, ...more) => (ids.includes(id) ? fail(SERVER_ERROR) : read(id, ...more));
}

function setQuantity({ connectWise: { tables } }: Stage, id: number, quantity: number): void {
  tables.additions[id - 1] = addition({ id, agreementId: id, serialNumber: `EFS-${id}`, quantity });
}

/** The disk is full whenever this is stored. */
function noRoomFor({ store }: Stage, prefix: string): void {
  const { cache } = store;
  store.cache = async (key, stored, at) => {
    if (key.startsWith(prefix)) throw new Error('QuotaExceededError');
    return cache(key, stored, at);
  };
}

async function waiting(on: Stage): Promise<number> {
  return value(await on.engine.approvals({ search: '', offset: 0, limit: 100 })).total;
}

/** Company 2 carries EFS-1 as well. */
function shareFirstId({ connectWise: { tables } }: Stage): void {
  tables.entries.push(entry({ id: 900, companyId: 2, groupIdentifier: 'EFS-1' }));
}

describe('a comparison that was cut off', () => {
  it('ends after the clock was set back', async () => {
    const on = await fleet(60);
    await cutOffAtCustomer(on, 5);
    on.time.now -= HOUR;
    const until = on.time.now + 30 * SECOND;
    // Each look at the clock takes a millisecond: one that only looks comes to its end.
    on.deps.clock = () => on.time.now++;
    await createEngine(on.deps).continueBulkSync(until);
    expect(value(await on.engine.fleet({})).progress).toMatchObject({ state: 'done', done: 60 });
  });

  it('for days does not count as a look for other companies with the same id', async () => {
    const on = await fleet(2);
    await cutOffAtCustomer(on, 1);
    on.time.now += 3 * DAY;
    await on.store.forget('rivals:');
    shareFirstId(on);
    await on.engine.continueBulkSync(FOREVER);
    expect(value(await on.engine.fleet({})).progress).toMatchObject({ state: 'done' });
    expect(await isRivalCheckRecent(on.deps, 1, '1')).toBe(false);
  });

  it('for days keeps no sync from finding that another company carries the id', async () => {
    const on = await fleet(2);
    on.deps.settings.automatic = { ...ALL_PARTS };
    await cutOffAtCustomer(on, 1);
    on.time.now += 3 * DAY;
    shareFirstId(on);
    await on.engine.continueBulkSync(FOREVER);
    const started = value(await on.engine.syncNow(1));
    await started.finished;
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
  });

  it('for days takes nothing off the list of approvals that a sync put there since', async () => {
    const on = await fleet(2);
    on.deps.settings.automatic = { ...ALL_PARTS };
    await cutOffAtCustomer(on, 1);
    on.time.now += 3 * DAY;
    setQuantity(on, 1, 2000);
    const started = value(await on.engine.syncNow(1));
    await started.finished;
    expect(await waiting(on)).toBe(1);
    await on.engine.continueBulkSync(FOREVER);
    expect(await waiting(on)).toBe(1);
    const read = isoTime(on.time.now);
    expect((await rows(on)).map(({ readAt, held }) => [readAt, held])).toEqual([
      [read, 1],
      [read, 0],
    ]);
  });

  it('just as its rows were shown leaves nothing of the one before it', async () => {
    const on = await fleet(3);
    const before = (await compared(on)).progress?.id ?? '';
    value(await on.engine.compareFleet());
    const { cachedKeys } = on.store;
    let hangs = false;
    on.store.cachedKeys = (prefix) => {
      hangs ||= prefix === 'fleet-month:';
      return prefix === 'fleet-month:' ? new Promise(() => undefined) : cachedKeys(prefix);
    };
    void on.engine.continueBulkSync(FOREVER);
    await expect.poll(() => hangs).toBe(true);
    on.store.cachedKeys = cachedKeys;
    await on.engine.continueBulkSync(FOREVER);
    await compared(on);
    await compared(on);
    expect(await on.store.cachedKeys(`bulk-sync:${before}:`)).toEqual([]);
  });
});

describe('a comparison that is cancelled while tables are read, and begun again', () => {
  it('leaves nothing of the first', async () => {
    const on = await fleet(60);
    const first = await begunTwiceWhileListing(on);
    await on.engine.continueBulkSync(FOREVER);
    await compared(on);
    expect(first).not.toBe('');
    expect(await on.store.cachedKeys(`bulk-sync:${first}:`)).toEqual([]);
  });

  it('keeps showing the last one, and keeps the first that ends as that of the month', async () => {
    const on = await fleet(60);
    const { comparedAt } = await compared(on);
    on.time.now += 31 * DAY;
    await begunTwiceWhileListing(on);
    expect(value(await on.engine.fleet({}))).toMatchObject({
      comparedAt,
      counts: { all: 60 },
      months: ['2026-11'],
    });
    await on.engine.continueBulkSync(FOREVER);
    expect(value(await on.engine.fleet({}))).toMatchObject({
      comparedAt: isoTime(on.time.now),
      counts: { all: 60 },
      months: ['2026-11', '2026-12'],
    });
    expect(value(await on.engine.fleet({ month: '2026-12' })).counts.all).toBe(60);
  });
});

describe('a comparison with customers that always fail', () => {
  it('shows the one as not compared, beside all others', async () => {
    const on = await fleet(20);
    portalFailsFor(on, ['3']);
    const { progress, counts } = await compared(on);
    expect(progress).toMatchObject({ state: 'done', done: 20 });
    expect(counts).toMatchObject({ all: 20, 'not-compared': 1, 'billed-wrongly': 19 });
    const [failed] = (await rows(on)).filter(({ failure }) => failure);
    expect(failed).toMatchObject({ customerId: '3', customerName: 'Company 3', failure: SERVER_ERROR });
  });

  it('comes to its end although four of them follow each other', async () => {
    const on = await fleet(120);
    portalFailsFor(on, ['1', '2', '3', '4']);
    value(await on.engine.compareFleet());
    for (let turn = 0; turn < 12; turn += 1) {
      await on.engine.continueBulkSync(FOREVER);
      on.time.now += 30 * MINUTE;
    }
    const { progress, counts } = value(await on.engine.fleet({}));
    expect(progress).toMatchObject({ state: 'done', done: 120 });
    expect(counts).toMatchObject({ all: 120, 'not-compared': 4 });
  });
});

describe('the end of a comparison', () => {
  it('adds up too little and too much of one company side by side', async () => {
    const on = await fleet(2);
    const { tables } = on.connectWise;
    const members = { companyId: 1, groupIdentifier: 'EFS-2' };
    tables.entries = tables.entries.filter(({ companyId }) => companyId === 1);
    tables.entries.push(entry({ id: 91, ...members }), entry({ id: 92, deviceType: 'BackupStats', ...members }));
    tables.additions[1] = addition({ id: 2, agreementId: 1, serialNumber: 'EFS-2', quantity: 105 });
    await on.store.putLinks(1, ['1', '2']);
    await on.store.putLinks(2, []);
    // At 0.50 a unit: 95 and 105 billed, 100 used by each.
    expect((await compared(on)).totals).toMatchObject([
      { tooLittle: { perCycle: 2.5 }, tooMuch: { perCycle: 2.5 }, companiesTooLittle: 1, companiesTooMuch: 1 },
    ]);
  });

  it('waits for no room for that of the month, nor does what comes after it', async () => {
    const on = await fleet(3);
    on.deps.settings.automatic = { ...ALL_PARTS };
    noRoomFor(on, 'fleet-month:');
    value(await on.engine.compareFleet());
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 3 });
    expect(value(await on.engine.fleet({}))).toMatchObject({
      progress: { state: 'done', done: 3 },
      counts: { all: 3 },
      months: [],
    });
  });

  it('keeps no sync of all customers waiting where there is no room for it', async () => {
    const on = await fleet(3);
    on.deps.settings.automatic = { ...ALL_PARTS };
    noRoomFor(on, 'fleet:shown');
    value(await on.engine.compareFleet());
    value(await on.engine.startBulkSync());
    await expect(on.engine.continueBulkSync(FOREVER)).rejects.toThrow('QuotaExceededError');
    expect(await on.engine.bulkSync()).toMatchObject({ state: 'done', done: 3 });
  });
});
