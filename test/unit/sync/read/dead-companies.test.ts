import { describe, expect, it } from 'vitest';
import type { Company } from '../../../../lib/domain/connectwise-records.ts';
import { HOUR, isoTime, MINUTE } from '../../../../lib/shared/time.ts';
import { findCompany } from '../../../../lib/sync/read/link.ts';
import { readOthersWork } from '../../../../lib/sync/standby/others-work.ts';
import { COMPANY, company, configuration, entry, portalEvent } from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { bulkSync, count, fleet } from '../support/bulk-sync-stage.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const OTHER = 251;

/** The ways in which a company ends in ConnectWise (`companyDefect`). */
const ENDED: [string, Partial<Company>][] = [
  ['deleted', { deletedFlag: true }],
  ['merged', { statusName: 'Merged' }],
  ['inactive', { statusName: 'Inactive' }],
];

/** Company 250 with EFS-342, and a second one of the same name that carries the same id. */
async function shared(other: Partial<Company>): Promise<Stage> {
  const on = await stage({ tables: { companies: [company(), company({ id: OTHER, ...other })] } });
  on.connectWise.tables.entries.push(entry({ id: 9, companyId: OTHER }));
  await on.store.putLinks(OTHER, ['342']);
  return on;
}

function end(on: Stage, id: number, members: Partial<Company>): void {
  const row = on.connectWise.tables.companies.find((one) => one.id === id);
  if (row) Object.assign(row, members);
}

describe.each(ENDED)('a company that is %s', (_, members) => {
  it('is no rival: the sync of the live one continues', async () => {
    const on = await shared(members);
    expect((await on.sync()).run.state).toBe('done');
  });

  it('is no rival: an event is synced to the live one', async () => {
    const on = await shared(members);
    await on.store.putLinks(COMPANY, ['342']);
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect((await newestEvents(on.engine, 1))[0]).toMatchObject({ state: 'done' });
  });

  it('is not named by MID-SHARED, on the page of the live one', async () => {
    const on = await shared(members);
    const view = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(view.findings.map(({ code }) => code)).not.toContain('MID-SHARED');
    end(on, OTHER, { deletedFlag: false, statusName: 'Active' });
    on.time.now += 2 * MINUTE;
    const again = value(await on.engine.companyView(COMPANY, { refresh: true }));
    expect(again.findings.map(({ code }) => code)).toContain('MID-SHARED');
  });

  it('is still reported on its own page', async () => {
    const on = await shared(members);
    const view = value(await on.engine.companyView(OTHER, { refresh: true }));
    expect(view.findings.map(({ code }) => code)).toContain('MID-COMPANY');
  });

  it('as the only known link does not hide the live company: the event reaches it without another event', async () => {
    const on = await shared({});
    end(on, OTHER, members);
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    on.time.now += MINUTE;
    await on.engine.drain();
    expect((await newestEvents(on.engine, 1))[0]).toMatchObject({ state: 'done' });
    expect(on.connectWise.tables.additions[0]?.quantity).toBe(100);
    expect(await on.store.outbox()).toEqual([]);
  });

  it('keeps its reason where no live company carries the id', async () => {
    const on = await stage({ tables: { companies: [company(members)] } });
    await on.store.putLinks(COMPANY, ['342']);
    on.portal.log.push(portalEvent('e1'));
    await on.engine.poll();
    expect((await on.store.outbox())[0]).toMatchObject({
      state: 'needs-user',
      failure: { message: expect.stringMatching(/EFS-342: The company (is deleted|was merged|has the status)/) },
    });
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
  });

  it('does not take the places of live ones among companies with the name', async () => {
    const ended = [1, 2, 3].map((id) => company({ id, ...members }));
    const on = await stage({ tables: { companies: [...ended, company()] } });
    on.connectWise.companiesByManagedId = async () => ({ ok: true, value: [] });
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
  });

  it('is skipped by a bulk sync, which finds the live one', async () => {
    const on = await fleet(2);
    end(on, 2, members);
    on.connectWise.tables.companies.push(company({ id: 3, name: 'Company 2' }));
    on.connectWise.tables.entries.push(entry({ id: 90, companyId: 3, groupIdentifier: 'EFS-2' }));
    expect(await bulkSync(on)).toMatchObject({ state: 'done', needsUser: 0 });
    expect(on.connectWise.tables.configurations.map(({ companyId }) => companyId)).toEqual([1, 3]);
  });

  it('that another browser synced to before does not count as synced', async () => {
    const on = await shared(members);
    await on.store.putLinks(OTHER, []);
    await on.store.putLinks(COMPANY, ['342']);
    on.connectWise.tables.configurations = [
      configuration({ id: 1, companyId: OTHER, _info: { lastUpdated: isoTime(on.time.now), updatedBy: 'bridge' } }),
    ];
    on.portal.log.push(portalEvent('e1'));
    await on.store.takeEvents('efs-portal', [portalEvent('e1')], '1', isoTime(on.time.now), () => ({
      sync: true,
      tickets: [],
      incidents: [],
      outcomes: [],
    }));
    const snapshot = value(await readOthersWork(on.deps, await on.store.outbox()));
    expect(snapshot.done).toEqual([]);
    expect(snapshot.undone).toHaveLength(1);
  });
});

describe('the search for rivals', () => {
  it('costs an ordinary customer no request', async () => {
    const on = await stage();
    await on.store.putLinks(COMPANY, ['342']);
    expect(await findCompany(on.deps, '342')).toEqual({ ok: true, value: COMPANY });
    expect(on.connectWise.calls).toEqual([]);
    await on.sync();
    expect(count(on, 'companiesByIds')).toBe(0);
    expect(count(on, 'company')).toBe(1);
  });

  it('detects at once that a rival was deleted', async () => {
    const on = await shared({});
    expect((await on.sync()).run.failure?.message).toMatch(/is on .*\(?251\)?, so nothing is written/);
    end(on, OTHER, { deletedFlag: true });
    expect((await on.sync()).run.state).toBe('done');
  });

  it('detects that a rival was restored', async () => {
    const on = await shared({ deletedFlag: true });
    expect((await on.sync()).run.state).toBe('done');
    end(on, OTHER, { deletedFlag: false });
    on.time.now += MINUTE;
    expect((await on.sync()).run.failure?.message).toMatch(/is on .*\(?251\)?, so nothing is written/);
  });

  it('never treats a company that cannot be read as deleted', async () => {
    const on = await shared({});
    const down = { code: 'unavailable' as const, message: 'Down.', nextStep: 'Wait.' };
    on.connectWise.disturb = (call) => (call === 'companiesByIds' ? { failure: down } : undefined);
    on.time.now += HOUR;
    expect((await on.sync()).run.failure).toMatchObject({ code: 'unavailable' });
    expect(await on.store.companiesOfCustomer('342')).toEqual([OTHER, COMPANY].sort());
  });
});
