import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../lib/shared/time.ts';
import { recordNextPoll } from '../../../../lib/sync/events/poll.ts';
import { AGREEMENT, COMPANY, company, entry, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { PORTAL_DOWN } from '../support/fake-portal.ts';
import { type Stage, stage, value } from '../support/stage.ts';

async function codes(on: Stage, refresh = true): Promise<string[]> {
  return value(await on.engine.companyView(COMPANY, { refresh })).findings.map((finding) => finding.code);
}

describe('the view of a company', () => {
  it('shows health per account, findings, and that there was no sync yet', async () => {
    const on = await stage();
    const view = value(await on.engine.companyView(COMPANY, { refresh: false }));
    expect(view).toMatchObject({
      company: { name: "Eddie's TV Repair" },
      customers: [
        {
          efsId: 'EFS-342',
          customer: { name: "Eddie's TV Repair" },
          health: { state: 'ok' },
          accounts: [{ account: { userName: 'ETV-Primary' }, health: { state: 'ok' } }],
          source: 'efs-portal',
        },
      ],
      lastSync: null,
      throttle: { open: true },
      running: null,
    });
    expect(view.portalFailure).toBeUndefined();
    expect(view.findings.map((finding) => finding.code)).toEqual(['ADD-DRIFT']);
  });

  it('answers from the cache, until a user requests a refresh', async () => {
    const on = await stage();
    await codes(on);
    on.connectWise.calls.length = 0;
    on.portal.calls.length = 0;
    on.connectWise.tables.entries.length = 0;
    expect(await codes(on, false)).toEqual(['ADD-DRIFT']);
    expect([...on.connectWise.calls, ...on.portal.calls]).toEqual([]);
    expect(await codes(on)).toContain('MID-NONE');
  });

  it('is not kept as it was read before a sync that ended in the meantime', async () => {
    const on = await stage();
    const { additions } = on.connectWise;
    const read = Promise.withResolvers<void>();
    const synced = Promise.withResolvers<void>();
    on.connectWise.additions = async (...args) => {
      on.connectWise.additions = additions;
      const before = await additions(...args);
      read.resolve();
      await synced.promise;
      return before;
    };
    const slow = codes(on);
    await read.promise;
    await on.sync();
    synced.resolve();
    await slow;
    on.connectWise.calls.length = 0;
    await codes(on, false);
    expect(on.connectWise.calls).toContain('additions');
  });

  it('offers a customer of the same name that was added to the portal since, once a user refreshes', async () => {
    const on = await stage();
    on.connectWise.tables.entries.length = 0;
    const [facts] = on.portal.facts.values();
    if (!facts) throw new Error('The portal has no customer.');
    on.portal.facts.clear();
    const offered = async (refresh: boolean) =>
      value(await on.engine.companyView(COMPANY, { refresh })).suggestions?.map(({ customerId }) => customerId);
    expect(await offered(true)).toBeUndefined();
    on.portal.facts.set(facts.customer.id, facts);
    expect(await offered(false)).toBeUndefined();
    expect(await offered(true)).toEqual([facts.customer.id]);
  });

  it('reads again after a run, since the run has changed the records', async () => {
    const on = await stage();
    await codes(on);
    await on.sync();
    expect(await codes(on, false)).toEqual([]);
    const view = value(await on.engine.companyView(COMPANY, { refresh: false }));
    expect(view.lastSync).toMatchObject({ cause: 'user', ok: true });
  });

  it('keeps the last facts while the portal is down, and reports that', async () => {
    const on = await stage();
    await codes(on);
    on.portal.down = PORTAL_DOWN;
    on.time.now += 30 * MINUTE;
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.portalFailure).toEqual(PORTAL_DOWN);
    expect(view.customers).toMatchObject([{ efsId: 'EFS-342', readAt: '2026-11-21T12:00:00.000Z' }]);
    expect(view.readAt).toBe('2026-11-21T12:30:00.000Z');
  });

  it('shows ConnectWise’s side even when the portal never answered', async () => {
    const on = await stage();
    on.portal.down = PORTAL_DOWN;
    const view = value(await on.engine.companyView(COMPANY, { refresh: false }));
    expect(view).toMatchObject({ portalFailure: PORTAL_DOWN, customers: [], company: { id: COMPANY } });
    expect(view.findings.map((finding) => finding.code)).not.toContain('MID-UNKNOWN');
  });

  it('reports that the portal has no such customer', async () => {
    const on = await stage({ tables: { entries: [entry({ id: 1, groupIdentifier: 'EFS-999' })] } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.customers).toMatchObject([{ efsId: 'EFS-999', customer: null, health: { state: 'unknown' } }]);
    expect(view.findings.map((finding) => finding.code)).toContain('MID-UNKNOWN');
    expect((await on.sync()).run).toMatchObject({
      state: 'failed',
      failure: { code: 'needs-user', message: 'EFS-999: The portal has no such customer.' },
    });
  });

  it('finds another company with the same id, even one that was never opened (MID-SHARED)', async () => {
    const on = await stage({ tables: { companies: [company(), company({ id: 251, name: 'Angry Fox' })] } });
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251 }));
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.findings.find((finding) => finding.code === 'MID-SHARED')?.message).toContain('Angry Fox');
    on.connectWise.tables.entries.pop();
    expect(await codes(on)).not.toContain('MID-SHARED');
  });

  it('shows throttle, last and next poll', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    await recordNextPoll(on.deps, NOW + MINUTE);
    on.time.now += HOUR;
    expect(value(await on.engine.companyView(COMPANY, { refresh: false }))).toMatchObject({
      lastSync: { cause: 'event', ok: true },
      throttle: { open: false, opensAt: '2026-11-22T00:00:00.000Z' },
      lastPollAt: '2026-11-21T12:00:00.000Z',
      nextPollAt: '2026-11-21T12:01:00.000Z',
    });
  });

  it('is a failure for a company that does not exist', async () => {
    const on = await stage();
    expect(await on.engine.companyView(999, { refresh: true })).toMatchObject({
      ok: false,
      failure: { code: 'not-found', field: 'company/id', value: '999' },
    });
  });
});

describe('a fix', () => {
  const swapped = [entry({ id: 1, deviceType: 'BackupStats' }), entry({ id: 2 })];

  it('is planned, applied, verified, and can be undone', async () => {
    const on = await stage({ tables: { entries: structuredClone(swapped) } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const finding = view.findings.find((candidate) => candidate.code === 'MID-ORDER');
    const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
    expect(plan.cause).toEqual({ kind: 'fix', ref: finding?.id });
    const { run } = await on.apply(plan.id);
    expect(run).toMatchObject({ state: 'done', outcomes: [{ text: 'Managed-ID entries put in order.' }] });
    expect(await codes(on, false)).not.toContain('MID-ORDER');

    await on.apply(value(await on.engine.planUndo(run.id)).id);
    expect(await codes(on)).toContain('MID-ORDER');
  });

  it('that has no effect is reported', async () => {
    const on = await stage({ tables: { entries: structuredClone(swapped) } });
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    const finding = view.findings.find((candidate) => candidate.code === 'MID-ORDER');
    const plan = value(await on.engine.planFix(COMPANY, finding?.id ?? ''));
    const { write } = on.connectWise;
    on.connectWise.write = async (change) => {
      const answer = await write(change);
      const row = on.connectWise.tables.entries.find((candidate) => candidate.id === change.ref.id);
      const before = swapped.find((candidate) => candidate.id === change.ref.id);
      if (row && before) Object.assign(row, before);
      return answer;
    };
    const { run } = await on.apply(plan.id);
    expect(run.state).toBe('failed');
    expect(run.failure?.message).toContain('the finding is still there');
  });

  it('of a finding that was resolved since is refused', async () => {
    const on = await stage();
    expect(await on.engine.planFix(COMPANY, 'MID-ORDER/x')).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });
});

describe('what is known while typing', () => {
  it('for the managed-id field: entries and the customers that they name', async () => {
    const on = await stage();
    expect(value(await on.engine.managedIdContext(COMPANY))).toMatchObject({
      prefix: 'EFS',
      managementSolution: 'eFolder',
      entries: [{ id: 1 }, { id: 2 }],
      customers: [{ id: '342', name: "Eddie's TV Repair" }],
    });
    expect(value(await on.engine.managedIdContext(null)).entries).toEqual([]);
  });

  it('for the addition form: agreement, products, measures and their age', async () => {
    const on = await stage();
    expect(value(await on.engine.additionContext(AGREEMENT))).toMatchObject({
      agreement: { id: AGREEMENT },
      additions: [{ id: 500 }],
      products: [{ service: 'online-select', productId: 100, agreementTypeId: 3, toggledOn: true }],
      serviceUsage: { 342: { 'online-select': 100 } },
      measuredAt: '2026-11-21T12:00:00.000Z',
    });
    expect(await on.engine.additionContext(999)).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });

  it('whether the portal knows a customer, without a request per key', async () => {
    const on = await stage();
    const known = value(await on.engine.searchCustomers('EFS-342')).customers;
    expect(known).toContainEqual({ id: '342', name: "Eddie's TV Repair" });
    for (const id of ['3', '34', '342', '3420']) await on.engine.searchCustomers(`EFS-${id}`);
    expect(on.portal.calls).toEqual(['customers']);
  });

  it('sends one more request for an unknown customer when the list is over a minute old', async () => {
    const on = await stage();
    await on.engine.searchCustomers('EFS-342');
    const newCustomer = { id: '400', name: 'New' };
    const facts = on.portal.facts.get('342');
    if (facts) on.portal.facts.set('400', { ...facts, customer: { id: '400', name: 'New', active: true } });
    expect(value(await on.engine.searchCustomers('EFS-400')).customers).not.toContainEqual(newCustomer);
    on.time.now += MINUTE;
    expect(value(await on.engine.searchCustomers('EFS-400')).customers).toContainEqual(newCustomer);
    expect(on.portal.calls).toEqual(['customers', 'customers']);
  });
});
