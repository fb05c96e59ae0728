import { describe, expect, it } from 'vitest';
import { FOR_USER } from '../../../../lib/sync/read/observe.ts';
import { planOf } from '../../../../lib/sync/runs/sync-company.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const LAKESIDE = SEED.companies.lakesideDental;
const { license, backupStats } = SEED.configurationTypes;
const USER_MEMBER = { identifier: 'Admin1' };

async function lakeside() {
  const world = await simulated({ variant: 'clean' });
  const { engine, simulator } = world;
  const tables = simulator.connectWise.tables;
  const finished = async (started: Awaited<ReturnType<typeof engine.syncNow>>) => {
    const { runId, finished } = value(started);
    await finished;
    return value(await engine.run(runId)).run;
  };
  return {
    ...world,
    sync: async () => finished(await engine.syncNow(LAKESIDE)),
    apply: async (planId: string) => finished(await engine.apply(planId, [])),
    rows: (typeId: number) =>
      tables.configurations.all().filter((row) => (row.type as { id: number }).id === typeId && row.deviceIdentifier),
    types: tables.configurationTypes,
    configurations: tables.configurations,
    /** What a sync asks ConnectWise for configurations with. */
    conditions: () =>
      simulator.traffic.exchanges
        .filter(({ method, url }) => method === 'GET' && new URL(url).pathname.endsWith('/company/configurations'))
        .map(({ url }) => new URL(url).searchParams.get('conditions')),
  };
}

describe('license services of a simulated customer', () => {
  it('get a configuration each, once, and follow the quantity', async () => {
    const on = await lakeside();
    expect(await on.sync()).toMatchObject({ state: 'done', counts: { failed: 0 } });
    const notes = () => on.rows(license).map(({ deviceIdentifier, vendorNotes }) => [deviceIdentifier, vendorNotes]);
    expect(notes()).toEqual([
      ['EFS-19652:sp-servers', 'Quantity: 1 server\nLSD-Server: 1'],
      ['EFS-19652:sp-desktops', 'Quantity: 1 desktop\nLSD-Xray: 1'],
      ['EFS-19652:email-archiving', 'Quantity: 22 mailboxes\nLSD-mail-archive: 22 mailboxes'],
    ]);
    expect(on.rows(license).map(({ name, company }) => [name, (company as { id: number }).id])).toContainEqual([
      'Email Archiving # Mailboxes',
      LAKESIDE,
    ]);
    expect(on.rows(backupStats)).toHaveLength(3);
    expect((await on.sync()).counts.applied).toBe(0);
    const archive = on.simulator.portal.accounts.get(20113);
    if (!archive) throw new Error('no account');
    archive.mailboxes = 23;
    await on.sync();
    expect(notes().at(-1)).toEqual([
      'EFS-19652:email-archiving',
      'Quantity: 23 mailboxes\nLSD-mail-archive: 23 mailboxes',
    ]);
  });

  it('cost no request more, and those of other vendors are not read', async () => {
    const on = await lakeside();
    await on.sync();
    for (let nth = 0; nth < 1_200; nth += 1) {
      const row = { name: 'Office', company: { id: LAKESIDE }, type: { id: license }, deviceIdentifier: `M365-${nth}` };
      on.configurations.insert(row, USER_MEMBER);
    }
    on.simulator.traffic.clear();
    expect((await on.sync()).counts.applied).toBe(0);
    expect(on.conditions()).toEqual([
      `company/id=${LAKESIDE} and type/id in (${backupStats},${license}) and deviceIdentifier like "EFS-%"`,
    ]);
  });

  it('are undone with the run: what it created is deleted', async () => {
    const on = await lakeside();
    const run = await on.sync();
    const plan = value(await on.engine.planUndo(run.id));
    const deletes = plan.changes.filter(({ resource, op }) => resource === 'configuration' && op === 'delete');
    expect(deletes).toHaveLength(6);
    await on.apply(plan.id);
    expect([...on.rows(license), ...on.rows(backupStats)]).toEqual([]);
  });

  it.each([
    ['no type License', (on: Awaited<ReturnType<typeof lakeside>>) => on.types.remove(license), 'create it under'],
    [
      'a type License that is inactive',
      (on: Awaited<ReturnType<typeof lakeside>>) => on.types.update(license, { inactiveFlag: true }, USER_MEMBER),
      'is inactive',
    ],
  ])('%s is no error: it is named, and the rest is written', async (_, prepare, words) => {
    const on = await lakeside();
    prepare(on);
    const run = await on.sync();
    expect(run).toMatchObject({ state: 'done', counts: { failed: 0 } });
    expect(on.rows(backupStats)).toHaveLength(3);
    expect(on.rows(license)).toEqual([]);
    expect(on.conditions()[0]).toContain(`type/id=${backupStats} and`);
    const { plan } = value(await planOf(on.deps, LAKESIDE, FOR_USER));
    const named = plan.skipped.filter(({ label }) => label === 'License configurations');
    expect(named).toHaveLength(1);
    expect(named[0]?.why).toContain(words);
  });
});
