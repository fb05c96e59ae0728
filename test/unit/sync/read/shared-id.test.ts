import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../../lib/shared/time.ts';
import {
  addition,
  company,
  configuration,
  entry,
  portalEvent,
  TICKET_SETTINGS,
} from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { type Stage, stage, value } from '../support/stage.ts';

const [EDDIE, FOX] = [250, 251];
const BOTH = /Eddie's TV Repair \(250\) and Angry Fox \(251\)/;

/** EFS-342 is on two live companies, each with the pair and a line. */
async function shared(seen: readonly number[] = [EDDIE, FOX]): Promise<Stage> {
  const pair = (companyId: number, first: number) => [
    entry({ id: first, companyId }),
    entry({ id: first + 1, companyId, deviceType: 'BackupStats' as const }),
  ];
  const on = await stage({
    settings: TICKET_SETTINGS,
    tables: {
      companies: [company(), company({ id: FOX, identifier: 'Fox', name: 'Angry Fox' })],
      entries: [...pair(EDDIE, 1), ...pair(FOX, 3)],
      additions: [addition({ id: 500 })],
    },
  });
  for (const companyId of seen) await on.store.putLinks(companyId, ['342']);
  return on;
}

function writes(on: Stage): number {
  return on.connectWise.calls.filter((call) => call === 'write').length;
}

describe('one EFS id on two live companies', () => {
  it('Sync now writes to neither: no quantity, description, configuration or counter, and names both', async () => {
    const on = await shared();
    const before = structuredClone(on.connectWise.tables);
    const { run } = await on.sync();
    expect(run.state).toBe('failed');
    expect(run.failure?.message).toMatch(BOTH);
    expect(writes(on)).toBe(0);
    expect(on.connectWise.tables).toEqual(before);
  });

  it('an event writes no statistics, quantity or ticket, and its outcome names both', async () => {
    const on = await shared();
    on.portal.log.push(portalEvent('1', { type: 'backup-failed', severity: 'error' }));
    value(await on.engine.poll());
    const [event] = await newestEvents(on.engine, 1);
    expect(event?.state).toBe('needs-user');
    expect(event?.outcomes.length).toBeGreaterThan(0);
    for (const outcome of event?.outcomes ?? []) expect(outcome).toMatch(BOTH);
    expect(writes(on)).toBe(0);
    expect(on.connectWise.tables.tickets).toEqual([]);
  });

  it('a sync of all customers writes to neither', async () => {
    const on = await shared();
    value(await on.engine.startBulkSync());
    await on.engine.continueBulkSync(on.time.now + MINUTE);
    expect(writes(on)).toBe(0);
    expect(await on.engine.bulkSync()).toMatchObject({ needsUser: 1, updated: 0 });
  });

  it.each([
    [EDDIE, 'Angry Fox'],
    [FOX, "Eddie's TV Repair"],
  ])('the panel of company %s names the other one and itself, and offers no quantity', async (id, other) => {
    const on = await shared();
    const view = value(await on.engine.companyView(id, { refresh: true }));
    const found = view.findings.find(({ code }) => code === 'MID-SHARED');
    expect(found?.message).toContain(`already linked to ${other}`);
    expect(found?.message).toContain(`nothing is written to ${view.company.name} or ${other}`);
    expect(view.findings.map(({ code }) => code)).not.toContain('ADD-DRIFT');
  });

  it('one of them is written again once the other lost the id', async () => {
    const on = await shared();
    on.connectWise.tables.entries = on.connectWise.tables.entries.filter(({ companyId }) => companyId === EDDIE);
    expect((await on.sync()).run.state).toBe('done');
    expect(writes(on)).toBeGreaterThan(0);
  });
});

describe('a rival company that this browser never saw', () => {
  it('is searched before the first write of a sync, a preview and a ticket', async () => {
    const on = await shared([EDDIE]);
    const plan = value(await on.engine.plan(EDDIE));
    expect(plan.changes).toEqual([]);
    expect(plan.skipped.map(({ why }) => why).join()).toMatch(BOTH);
    const other = await shared([EDDIE]);
    expect((await other.sync()).run.failure?.message).toMatch(BOTH);
    const third = await shared([EDDIE]);
    third.portal.log.push(portalEvent('1', { type: 'backup-failed', severity: 'error' }));
    value(await third.engine.poll());
    expect((await newestEvents(third.engine, 1))[0]?.outcomes.join()).toMatch(BOTH);
    expect([writes(on), writes(other), writes(third)]).toEqual([0, 0, 0]);
  });

  it('is searched by a sync of all customers in bulk, and before one ticket alone', async () => {
    const on = await shared([EDDIE]);
    on.connectWise.tables.configurations.push(configuration({ id: 90, companyId: FOX }));
    value(await on.engine.startBulkSync());
    await on.engine.continueBulkSync(on.time.now + MINUTE);
    expect(await on.engine.bulkSync()).toMatchObject({ state: 'done', needsUser: 1 });
    expect(writes(on)).toBe(0);
    const tickets = await shared([EDDIE]);
    tickets.deps.settings.automatic = {
      ...tickets.deps.settings.automatic,
      statistics: false,
      quantities: false,
      invoiceDescriptions: false,
    };
    tickets.portal.log.push(portalEvent('1', { type: 'backup-failed', severity: 'error' }));
    value(await tickets.engine.poll());
    expect(tickets.connectWise.tables.tickets).toEqual([]);
  });

  it('costs one request per customer and day, and none where nothing is to be written', async () => {
    const on = await stage();
    const looks = () => on.connectWise.calls.filter((call) => call === 'companiesByManagedId').length;
    await on.sync();
    expect(looks()).toBe(1);
    await on.sync();
    await change(on, 96);
    expect(looks()).toBe(1);
    on.time.now += DAY + MINUTE;
    await on.sync();
    expect(looks()).toBe(1);
    await change(on, 97);
    expect(looks()).toBe(2);
  });

  it('is not searched again where the company was found by a search of all of them', async () => {
    const on = await stage();
    on.portal.log.push(portalEvent('1'));
    value(await on.engine.poll());
    expect(writes(on)).toBeGreaterThan(0);
    expect(on.connectWise.calls.filter((call) => call === 'companiesByManagedId')).toHaveLength(1);
  });
});

/** A user changes the quantity, and the next sync corrects it. */
async function change(on: Stage, quantity: number): Promise<void> {
  const [line] = on.connectWise.tables.additions;
  if (line) line.quantity = quantity;
  const { run } = await on.sync();
  expect(run.counts.applied).toBeGreaterThan(0);
}
