import { describe, expect, it } from 'vitest';
import { isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import { findCompany } from '../../../../lib/sync/read/link.ts';
import { account, COMPANY, company, entry, facts, NOW, portalEvent } from '../../../support/builders/sync-records.ts';
import { confirmLink } from '../../../support/confirm-link.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { stage } from '../support/stage.ts';

describe('the company of a customer', () => {
  it('is the one last seen, without a request', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(on.connectWise.calls).toEqual([]);
  });

  it('is searched in ConnectWise when it was never seen, confirmed by its entries, and stored', async () => {
    const on = await stage();
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(on.connectWise.calls).toEqual(['companiesByManagedId', 'managedIdEntries']);
    await findCompany(on.deps, '342');
    expect(on.connectWise.calls).toHaveLength(2);
  });

  it('does not count when only a configuration, but no entry, carries the id', async () => {
    const on = await stage();
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [COMPANY] });
    expect(await findCompany(on.deps, '355')).toMatchObject({
      ok: false,
      failure: { code: 'not-linked', value: 'EFS-355' },
    });
  });

  it('that has no configuration yet is found by its name, which alone links nothing', async () => {
    const on = await stage();
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [] });
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(on.connectWise.calls).toEqual(['companyNames', 'managedIdEntries']);

    on.connectWise.tables.entries = [];
    const other = await stage();
    other.connectWise.companiesByManagedId = on.connectWise.companiesByManagedId;
    other.connectWise.tables.entries = [];
    expect(await findCompany(other.deps, '342')).toMatchObject({ ok: false, failure: { code: 'not-linked' } });
  });

  it('is unclear when two carry the id, and clear again when a link was out of date', async () => {
    const on = await stage();
    on.connectWise.tables.companies.push(company({ id: 251 }));
    await on.store.putLinks(COMPANY, ['342']);
    await on.store.putLinks(251, ['342']);
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251 }));
    expect(await findCompany(on.deps, '342')).toMatchObject({ ok: false, failure: { code: 'needs-user' } });
    on.connectWise.tables.entries.pop();
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(await on.store.companiesOfCustomer('342')).toEqual([COMPANY]);
  });

  it('that shares its id is skipped by a sync, until it no longer does', async () => {
    const on = await stage();
    on.connectWise.tables.companies.push(company({ id: 251 }));
    await on.store.putLinks(251, ['342']);
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251 }));
    expect((await on.sync()).run.failure?.message).toMatch(/is on .*\(?251\)?, so nothing is written/);
    on.connectWise.tables.entries.pop();
    expect((await on.sync()).run.state).toBe('done');
  });
});

describe('a link that is out of date', () => {
  const GONE = { code: 'not-found' as const, message: 'Gone.', nextStep: 'Look.' };

  it('to a company that was deleted blocks neither look-up nor sync', async () => {
    const on = await stage();
    await on.store.putLinks(251, ['342']);
    const { managedIdEntries } = on.connectWise;
    on.connectWise.managedIdEntries = async (id) => (id === 251 ? { ok: false, failure: GONE } : managedIdEntries(id));
    expect((await on.sync()).run.state).toBe('done');
    expect(await on.store.companiesOfCustomer('342')).toEqual([COMPANY]);
  });

  it('does not lose the event: the company that carries the id now is found and updated', async () => {
    const on = await stage();
    on.connectWise.tables.companies.push(company({ id: 251, name: 'Old owner' }));
    on.connectWise.tables.entries.push(entry({ id: 9, companyId: 251, groupIdentifier: 'EFS-355' }));
    await on.store.putLinks(251, ['342', '355']);
    on.portal.facts.set(
      '355',
      facts([account({ id: '7', customerId: '355' })], { customer: { id: '355', name: 'Joe', active: true } }),
    );
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
    on.time.now += MINUTE;
    await on.engine.drain();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect((await newestEvents(on.engine, 5))[0]).toMatchObject({ id: 'e1', state: 'done' });
    expect(await on.store.outbox()).toEqual([]);
  });

  it('to a deleted company is dropped, and the customer found again', async () => {
    const on = await stage();
    await on.store.putLinks(999, ['342']);
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    on.time.now += MINUTE;
    await on.engine.drain();
    expect((await newestEvents(on.engine, 5))[0]).toMatchObject({ id: 'e1', state: 'done' });
  });
});

describe('an event of a customer that no company carries', () => {
  it('is synced as soon as the company is known, without another event', async () => {
    const on = await stage();
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [] });
    on.connectWise.tables.companies = [company({ name: 'Something Else' })];
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect((await on.store.outbox())[0]).toMatchObject({ state: 'needs-user', failure: { code: 'not-linked' } });
    await on.engine.companyView(COMPANY, { refresh: false });
    expect((await on.store.outbox())[0]).toMatchObject({ state: 'pending' });
    // The name does not fit, so a user says whose the customer is.
    await confirmLink(on.store, '342', COMPANY, { customerName: "Eddie's TV Repair" });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(95);
    await on.engine.drain();
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect(await on.store.outbox()).toEqual([]);
  });
});

describe('the month’s events', () => {
  it('are those of the portal that is connected', async () => {
    const on = await stage();
    const nothing = () => ({ sync: false, tickets: [], incidents: [], outcomes: [] });
    const events = [portalEvent('x1'), portalEvent('x2')];
    await on.store.takeEvents('x360recover elsewhere', events, 'c', isoTime(NOW), nothing, { more: false });
    await on.sync();
    expect(on.connectWise.tables.entries[1]?.successfulBackupJobs).toBe(0);
  });
});
