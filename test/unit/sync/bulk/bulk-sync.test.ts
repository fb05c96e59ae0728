import { describe, expect, it } from 'vitest';
import type { Run } from '../../../../lib/domain/change.ts';
import type { Failure } from '../../../../lib/shared/errors.ts';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { createEngine } from '../../../../lib/sync/engine.ts';
import { account, facts } from '../../../support/builders/sync-records.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { bulkSync, count, FOREVER, fleet, withoutReports } from '../support/bulk-sync-stage.ts';
import { TIMEOUT } from '../support/fake-connectwise.ts';
import { type Stage, value } from '../support/stage.ts';

const UNAUTHORIZED: Failure = { code: 'unauthorized', message: 'The keys are refused.', nextStep: 'Enter new ones.' };

function quantities(on: Stage): number[] {
  return on.connectWise.tables.additions.map(({ quantity }) => quantity);
}

/** Dies at the n-th call of ConnectWise, the store or the portal; nothing after it takes place. */
function mortal(on: Stage, at: number): { died: Promise<void>; engine: Stage['engine']; calls: () => number } {
  let calls = 0;
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (object, name) => {
        const member: unknown = Reflect.get(object, name);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]) => {
          if (++calls >= at) {
            die();
            return new Promise(() => {});
          }
          return Reflect.apply(member, object, parameters);
        };
      },
    });
  const deps = {
    ...on.deps,
    store: wrap(on.deps.store),
    connectWise: wrap(on.deps.connectWise),
    portal: wrap(on.deps.portal),
  };
  return { died, engine: createEngine(deps), calls: () => calls };
}

describe('a bulk sync', () => {
  it('syncs every customer, counts each once, and finds nothing to do the next time', async () => {
    const on = await fleet(10);
    expect(await on.engine.bulkSync()).toBeNull();
    expect(await bulkSync(on)).toMatchObject({ state: 'done', total: 10, done: 10, updated: 10, needsUser: 0 });
    expect(quantities(on)).toEqual(Array(10).fill(100));
    const again = await bulkSync(on);
    expect(again).toMatchObject({ state: 'done', done: 10, unchanged: 10 });
    expect(again?.finishedAt).toBeDefined();
  });

  it('of unchanged customers costs a list of entries and one of additions each, and three bulk reads per 25 companies', async () => {
    const on = await fleet(30);
    await bulkSync(on);
    on.connectWise.calls.length = 0;
    await bulkSync(on);
    const counts = [...new Set(on.connectWise.calls)].map((call) => [call, count(on, call)]);
    expect(Object.fromEntries(counts)).toEqual({
      managedIdEntries: 30,
      additions: 30,
      companiesByIds: 2,
      agreementsOfCompanies: 2,
      configurationsOfCompanies: 2,
    });
  });

  it('is a run per company with a journal of its own, and passes the throttle', async () => {
    const on = await fleet(2);
    await bulkSync(on);
    const [run] = await on.store.runs({ companyId: 1, limit: 5 });
    expect(run).toMatchObject({ cause: { kind: 'bulk-sync' }, state: 'done', companyName: 'Company 1' });
    expect(await on.store.journalOfRun(run?.id ?? '')).toHaveLength(4);
    on.portal.facts.set('1', facts([account({ id: '101', customerId: '1', onlineBytes: 120e9 })], customerOf('1')));
    on.time.now += HOUR;
    expect(await bulkSync(on)).toMatchObject({ updated: 1, unchanged: 1 });
    expect(quantities(on)).toEqual([120, 100]);
  });

  it('syncs two customers of one company once', async () => {
    const on = await fleet(2);
    for (const row of on.connectWise.tables.entries) row.companyId = 1;
    await on.store.putLinks(2, []);
    await on.store.putLinks(1, ['1', '2']);
    await confirmLink(on.store, '2', 1, { customerName: 'Company 2' });
    expect(await bulkSync(on)).toMatchObject({ state: 'done', done: 2, updated: 2 });
    expect(await on.store.runs({ limit: 9 })).toHaveLength(1);
  });

  it('finds companies by their configurations with one list where the member may not read reports', async () => {
    const on = await fleet(3);
    withoutReports(on);
    await bulkSync(on);
    for (const id of [1, 2, 3]) await on.store.putLinks(id, []);
    on.connectWise.calls.length = 0;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', unchanged: 3, notLinked: 0 });
    expect(count(on, 'configurationOwners')).toBe(1);
    expect(count(on, 'companyNames')).toBe(0);
    expect(count(on, 'companiesByManagedId')).toBe(0);
  });

  it('does not treat a configuration as a link: the entries must carry the id', async () => {
    const on = await fleet(2);
    await bulkSync(on);
    await on.store.putLinks(2, []);
    on.connectWise.tables.entries.splice(2);
    expect(await bulkSync(on)).toMatchObject({ unchanged: 1, notLinked: 1 });
  });

  it('counts what a guard holds as needing a user', async () => {
    const on = await fleet(2);
    Object.assign(on.connectWise.tables.additions[0] ?? {}, { quantity: 10 });
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: 1, needsUser: 1 });
    expect(quantities(on)).toEqual([10, 100]);
  });

  it('tries a customer that fails again after the others, three times, and continues without it', async () => {
    const on = await fleet(6);
    on.connectWise.disturb = (call, change) =>
      call === 'write' && change?.op === 'update' && change.ref.companyId === 3
        ? { failure: { ...TIMEOUT, code: 'server-error' } }
        : undefined;
    expect(await bulkSync(on)).toMatchObject({ state: 'done', updated: 5, needsUser: 1 });
    const runs = await on.store.runs({ companyId: 3, limit: 9 });
    expect(runs.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(3);
  });

  it('leaves a customer with an unclear create to the end, waits until it is decided, and creates once', async () => {
    const on = await fleet(3);
    let lost = false;
    on.connectWise.disturb = (call, change) => {
      if (lost || call !== 'write' || change?.op !== 'create' || change.ref.companyId !== 2) return undefined;
      lost = true;
      return { failure: { ...TIMEOUT, code: 'server-error' } };
    };
    expect(await bulkSync(on)).toMatchObject({ state: 'paused', done: 2, updated: 2, failure: { code: 'unclear' } });
    expect(await untilDone(on)).toMatchObject({ state: 'done', updated: 3, needsUser: 0 });
    expect(on.connectWise.tables.configurations).toHaveLength(3);
  });
});

/** The browser's alarm continues the bulk sync every minute. */
async function untilDone(on: Stage) {
  for (let minute = 0; minute < 15 && (await on.engine.bulkSync())?.state !== 'done'; minute++) {
    on.time.now += MINUTE;
    await on.engine.drain();
    await on.engine.continueBulkSync(FOREVER);
  }
  return on.engine.bulkSync();
}

describe('a user', () => {
  it('pauses at the next customer and resumes there', async () => {
    const on = await fleet(12);
    stopDuring(on, 3, () => on.engine.pauseBulkSync());
    const paused = await bulkSync(on);
    expect(paused?.state).toBe('paused');
    expect(paused?.done).toBeGreaterThan(0);
    expect(paused?.done).toBeLessThan(12);
    await on.engine.continueBulkSync(FOREVER);
    expect((await on.engine.bulkSync())?.done).toBe(paused?.done);
    expect(await bulkSync(on)).toMatchObject({ id: paused?.id, state: 'done', done: 12, updated: 12 });
    expect(await on.store.runs({ limit: 99 })).toHaveLength(12);
  });

  it('cancels it permanently; the next start begins a new one', async () => {
    const on = await fleet(12);
    stopDuring(on, 3, () => on.engine.cancelBulkSync());
    const cancelled = await bulkSync(on);
    expect(cancelled).toMatchObject({ state: 'cancelled', finishedAt: expect.any(String) });
    expect(cancelled?.done).toBeLessThan(12);
    await on.engine.continueBulkSync(FOREVER);
    expect((await on.engine.bulkSync())?.done).toBe(cancelled?.done);
    const next = await bulkSync(on);
    expect(next?.id).not.toBe(cancelled?.id);
    expect(next).toMatchObject({ state: 'done', done: 12 });
  });

  it('learns that there is nothing to pause or cancel', async () => {
    const on = await fleet(1);
    expect(await on.engine.pauseBulkSync()).toMatchObject({ ok: false, failure: { code: 'busy' } });
    await bulkSync(on);
    expect(await on.engine.cancelBulkSync()).toMatchObject({ ok: false, failure: { code: 'busy' } });
  });

  it('starts the running one only once', async () => {
    const on = await fleet(1);
    const first = value(await on.engine.startBulkSync());
    expect(value(await on.engine.startBulkSync()).id).toBe(first.id);
  });

  it('in a browser that only reads is sent to the one that writes', async () => {
    const on = await fleet(1);
    const engine = createEngine({ ...on.deps, settings: { ...on.deps.settings, role: 'viewer' } });
    expect(await engine.startBulkSync()).toMatchObject({ ok: false, failure: { field: 'role' } });
    expect(await engine.syncNow(1)).toMatchObject({ ok: false, failure: { field: 'role' } });
    expect(await engine.apply('any', [])).toMatchObject({ ok: false, failure: { field: 'role' } });
    expect(on.connectWise.calls).toEqual([]);
  });
});

describe('a connection', () => {
  it('that is refused pauses the bulk sync with the failure, and it continues once the keys are fixed', async () => {
    const on = await fleet(12);
    on.connectWise.disturb = () => (count(on, 'write') > 8 ? { failure: UNAUTHORIZED } : undefined);
    expect(await bulkSync(on)).toMatchObject({ state: 'paused', failure: UNAUTHORIZED });
    const calls = on.connectWise.calls.length;
    await on.engine.continueBulkSync(FOREVER);
    expect(on.connectWise.calls).toHaveLength(calls);
    on.connectWise.disturb = () => undefined;
    await on.engine.connectionChanged();
    expect((await on.engine.bulkSync())?.state).toBe('running');
    await on.engine.continueBulkSync(FOREVER);
    expect(await on.engine.bulkSync()).toMatchObject({ state: 'done', done: 12, needsUser: 0 });
    expect(quantities(on)).toEqual(Array(12).fill(100));
  });

  it('that fails for one customer after the other is waited for, and none of them is given up', async () => {
    const on = await fleet(12);
    on.connectWise.disturb = (call) => (call === 'additions' ? { failure: TIMEOUT } : undefined);
    expect(await bulkSync(on)).toMatchObject({ state: 'paused', failure: TIMEOUT, done: 0 });
    on.connectWise.disturb = () => undefined;
    await on.engine.continueBulkSync(FOREVER);
    expect((await on.engine.bulkSync())?.state).toBe('paused');
    on.time.now += MINUTE;
    await on.engine.continueBulkSync(FOREVER);
    expect(await on.engine.bulkSync()).toMatchObject({ state: 'done', updated: 12 });
  });

  it('to another ConnectWise, or another portal, does not know of the bulk sync', async () => {
    const on = await fleet(2);
    value(await on.engine.startBulkSync());
    const connectWise = { ...on.connectWise, tenant: 'eu.myconnectwise.net/acme' };
    const portal = { ...on.portal, source: 'efs-portal elsewhere.example' };
    for (const other of [{ connectWise }, { portal }]) {
      const engine = createEngine({ ...on.deps, ...other });
      await engine.continueBulkSync(FOREVER);
      expect(await engine.bulkSync()).toBeNull();
    }
    expect(on.connectWise.calls).toEqual([]);
    expect(await on.engine.bulkSync()).toMatchObject({ state: 'running', done: 0 });
  });
});

describe('a worker', () => {
  it('with no time left continues with the next call, and knows how long the rest takes', async () => {
    const on = await fleet(10);
    const { customer } = on.portal;
    on.portal.customer = (id) => {
      on.time.now += 1000;
      return customer(id);
    };
    const part = await bulkSync(on, on.time.now + 4000);
    expect(part).toMatchObject({ state: 'running', total: 10 });
    const { done = 0, remainingSeconds } = part ?? {};
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(10);
    expect(remainingSeconds).toBeGreaterThan(0);
    expect(remainingSeconds).toBeLessThanOrEqual(10 - done + 4);
    await on.engine.continueBulkSync(FOREVER);
    expect(await on.engine.bulkSync()).toMatchObject({ state: 'done', done: 10 });
  });

  it('killed at any call does not change the result of the bulk sync', async () => {
    const whole = mortal(await fleet(2), FOREVER);
    value(await whole.engine.startBulkSync());
    await whole.engine.continueBulkSync(FOREVER);
    const points = whole.calls();
    expect(points).toBeGreaterThan(50);
    const broken: string[] = [];
    for (let at = 1; at <= points; at++) {
      const on = await fleet(2);
      const doomed = mortal(on, at);
      void doomed.engine.startBulkSync().then(() => doomed.engine.continueBulkSync(FOREVER));
      await doomed.died;
      await on.restart();
      const before = await on.engine.bulkSync();
      if (before?.state !== 'done') await bulkSync(on);
      const view = await untilDone(on);
      const runs = await on.store.runs({ limit: 99 });
      const facts = {
        done: view?.state === 'done' && view.done === 2 && view.total === 2,
        quantities: quantities(on).every((quantity) => quantity === 100),
        configurations: on.connectWise.tables.configurations.length === 2,
        running: runs.every(({ state }) => state !== 'running'),
        once: endedWell(runs) === 2,
        money: view?.quantities?.count === sumOfRuns(runs),
      };
      for (const [fact, holds] of Object.entries(facts)) if (!holds) broken.push(`${fact} after ${at} of ${points}`);
      on.store.close();
    }
    expect(broken).toEqual([]);
  });
});

/** Quantities that the runs report as written; a run that was cut off reports them when it is recovered. */
function sumOfRuns(runs: readonly Run[]): number | undefined {
  return runs.reduce((sum, { quantities }) => sum + (quantities?.count ?? 0), 0) || undefined;
}

function endedWell(runs: readonly Run[]): number {
  return runs.filter(({ state }) => state === 'done').length;
}

function customerOf(id: string) {
  return { customer: { id, name: `Company ${id}`, active: true } };
}

/** A user acts while the n-th write is going on. */
function stopDuring(on: Stage, nth: number, act: () => Promise<unknown>): void {
  const { write } = on.connectWise;
  let writes = 0;
  on.connectWise.write = async (change) => {
    if (++writes === nth) await act();
    return write(change);
  };
}
