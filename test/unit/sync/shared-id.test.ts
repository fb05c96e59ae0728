import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../lib/shared/time.ts';
import { addition, company, entry, portalEvent, TICKET_SETTINGS } from './support/samples.ts';
import { type Stage, stage, value } from './support/stage.ts';

const [EDDIE, FOX] = [250, 251];
const BOTH = /Eddie's TV Repair \(250\) and Angry Fox \(251\)/;

/** EFS-342 is on two live companies, each with the pair and a line. */
async function shared(): Promise<Stage> {
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
  await on.store.putLinks(EDDIE, ['342']);
  await on.store.putLinks(FOX, ['342']);
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
    expect(run.problem?.message).toMatch(BOTH);
    expect(writes(on)).toBe(0);
    expect(on.connectWise.tables).toEqual(before);
  });

  it('an event writes no statistics, quantity or ticket, and its outcome names both', async () => {
    const on = await shared();
    on.portal.log.push(portalEvent('1', { type: 'backup-failed', severity: 'error' }));
    value(await on.engine.poll());
    const [event] = await on.engine.events(1);
    expect(event?.state).toBe('needs-person');
    expect(event?.outcomes.length).toBeGreaterThan(0);
    for (const outcome of event?.outcomes ?? []) expect(outcome).toMatch(BOTH);
    expect(writes(on)).toBe(0);
    expect(on.connectWise.tables.tickets).toEqual([]);
  });

  it('a sync of all customers writes to neither', async () => {
    const on = await shared();
    value(await on.engine.startSweep());
    await on.engine.continueSweep(on.time.now + MINUTE);
    expect(writes(on)).toBe(0);
    expect(await on.engine.sweep()).toMatchObject({ needsPerson: 1, updated: 0 });
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

  it('one of them is written to again once the other gave the id up', async () => {
    const on = await shared();
    on.connectWise.tables.entries = on.connectWise.tables.entries.filter(({ companyId }) => companyId === EDDIE);
    expect((await on.sync()).run.state).toBe('done');
    expect(writes(on)).toBeGreaterThan(0);
  });
});
