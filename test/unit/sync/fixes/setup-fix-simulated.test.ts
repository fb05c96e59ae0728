import { describe, expect, it } from 'vitest';
import { resultTitle } from '../../../../components/plan/texts/runs.ts';
import { NO_COMPANY } from '../../../../lib/domain/record-ref.ts';
import { SERVICES } from '../../../../lib/domain/service.ts';
import type { SetupFixInput } from '../../../../lib/domain/setup/setup-fix-input.ts';
import { MINUTE } from '../../../../lib/shared/time.ts';
import { createEngine, type Engine } from '../../../../lib/sync/engine.ts';
import { setRight } from '../../../simulator/connectwise/rights.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { simulatorFetch } from '../../../simulator/in-process.ts';
import type { Simulator } from '../../../simulator/server.ts';
import { engineDeps } from '../../../support/engine-deps.ts';
import { simulated } from '../support/simulated.ts';
import { value } from '../support/stage.ts';

const ALL: SetupFixInput = {
  checkIds: ['management-solution', 'managed-devices-integration', 'products', 'cross-references', 'board-status'],
  solutionName: 'Axcient',
};
const BOARD = { id: SEED.boards.professionalServices, name: 'Professional Services' };

/** A tenant in which nothing is set up, and a browser that has chosen nothing but a board. */
async function fresh() {
  const world = await simulated({ variant: 'not-set-up' });
  const settings = { ...world.deps.settings, managementSolution: '' };
  const deps = { ...world.deps, settings: { ...settings, tickets: { ...settings.tickets, board: BOARD } } };
  return { ...world, deps, engine: createEngine(deps) };
}

async function applied(engine: Engine, planId: string) {
  const started = value(await engine.apply(planId, []));
  await started.finished;
  return value(await engine.run(started.runId));
}

/** What of ours is set up. */
function held({ connectWise: { tables } }: Simulator) {
  return {
    solutions: tables.managementItSolutions.all().filter(({ name }) => name === 'Axcient'),
    integrations: [...tables.managedDevicesIntegrations.all()],
    products: tables.catalog.all().filter(({ identifier }) => /Backup|BDR|Email/.test(String(identifier))),
    crossReferences: [...tables.crossReferences.all()],
    notResponded: tables.boardStatuses.where('escalationStatus', 'NotResponded'),
  };
}

function counts(simulator: Simulator) {
  return Object.fromEntries(Object.entries(held(simulator)).map(([name, rows]) => [name, rows.length]));
}

const COMPLETE = { solutions: 1, integrations: 1, products: 12, crossReferences: 12, notResponded: 1 };
const NOTHING = { solutions: 0, integrations: 0, products: 0, crossReferences: 0, notResponded: 0 };

describe('one preview and one run', () => {
  it('set up solution, integration, products and all cross-references of a ConnectWise that is not set up', async () => {
    const { engine, simulator, store } = await fresh();
    const plan = value(await engine.planSetupFix(ALL));
    expect(plan.skipped).toEqual([]);
    expect(counts(simulator)).toEqual(NOTHING);
    const { run, entries } = await applied(engine, plan.id);

    expect(run).toMatchObject({ state: 'done', companyId: NO_COMPANY, companyName: 'Set-up' });
    expect(run.outcomes).toEqual([{ code: 'updated', part: 'fix', text: 'ConnectWise set up.' }]);
    const set = held(simulator);
    expect(counts(simulator)).toEqual(COMPLETE);
    expect(set.solutions[0]).toMatchObject({ managementItSolutionType: 'Custom', managementSolutionName: 'Axcient' });
    expect(set.integrations[0]).toMatchObject({
      solution: 'Axcient',
      loginBy: 'Global',
      defaultBillingLevel: 'Detail',
      matchOnSerialNumberFlag: true,
      disableNewCrossReferencesFlag: true,
    });
    for (const { type, level, configurationType } of SERVICES) {
      const rows = set.crossReferences.filter((row) => row.vendorType === type && (row.vendorLevel ?? '') === level);
      expect(rows).toMatchObject([
        { configurationType: { name: configurationType }, agreementType: { name: 'Managed Service' } },
      ]);
    }
    const basic = set.products.find(({ identifier }) => identifier === 'Online Backup Basic Storage');
    expect(basic).toMatchObject({
      description: 'EFS Online Backup Basic Storage',
      productClass: 'Service',
      subcategory: { name: 'Managed Services' },
      type: { name: 'Software' },
      unitOfMeasure: { name: 'Each' },
    });
    // The journal has the ids that ConnectWise gave.
    for (const { change } of entries) expect(JSON.stringify(change)).not.toMatch(/createdBy/i);
    expect(value(await engine.planSetupFix(ALL)).changes).toEqual([]);
    expect(await store.runningRuns()).toEqual([]);
  });

  it('is undone whole, newest first', async () => {
    const { engine, simulator } = await fresh();
    const { run } = await applied(engine, value(await engine.planSetupFix(ALL)).id);
    const undone = await applied(engine, value(await engine.planUndo(run.id)).id);
    expect(undone.run).toMatchObject({ state: 'done' });
    expect(counts(simulator)).toEqual(NOTHING);
    expect(simulator.connectWise.tables.boardStatuses.get(SEED.statuses.new)).toMatchObject({
      escalationStatus: 'NoEscalation',
    });
    // And again, as often as the user likes.
    expect((await applied(engine, value(await engine.planSetupFix(ALL)).id)).run.state).toBe('done');
    expect(counts(simulator)).toEqual(COMPLETE);
  });

  it('leaves a product that an addition uses by then, and says so', async () => {
    const { engine, simulator } = await fresh();
    const { run, entries } = await applied(engine, value(await engine.planSetupFix(ALL)).id);
    const product = entries.find(
      ({ change }) => change.label.includes('Basic Storage') && change.resource === 'product',
    );
    const members = { agreementId: SEED.agreements.joeTvRepair, product: { id: product?.recordId } };
    simulator.connectWise.tables.additions.insert(members, { identifier: 'jsmith' });
    const undone = await applied(engine, value(await engine.planUndo(run.id)).id);
    expect(undone.run).toMatchObject({ state: 'failed' });
    const left = undone.entries.filter(({ state }) => state === 'failed');
    expect(left).toMatchObject([
      { change: { resource: 'product' }, failure: { code: 'busy', nextStep: expect.stringContaining('what uses it') } },
    ]);
    expect(left[0]?.outcome).toContain('used by agreement additions');
    expect(counts(simulator)).toEqual({ ...NOTHING, products: 1 });
  });

  it('is refused while another one runs, and to a browser that only reads', async () => {
    const { engine, deps, store } = await fresh();
    const plan = value(await engine.planSetupFix(ALL));
    const viewer = createEngine({ ...deps, settings: { ...deps.settings, role: 'viewer' } });
    expect(await viewer.apply(plan.id, [])).toMatchObject({ ok: false, failure: { field: 'role' } });
    const first = value(await engine.apply(plan.id, []));
    const second = await engine.apply(plan.id, []);
    expect(second).toMatchObject({
      ok: false,
      failure: { code: 'busy', message: expect.stringContaining('the set-up') },
    });
    await first.finished;
    expect((await store.getRun(first.runId))?.state).toBe('done');
  });
});

describe('what is set up wrongly', () => {
  it.each<[SetupFixInput['checkIds'][number], (simulator: Simulator) => void]>([
    ['management-solution', (s) => edit(s, 'managementItSolutions', 1, { managementItSolutionType: 'NAble' })],
    [
      'managed-devices-integration',
      (s) => edit(s, 'managedDevicesIntegrations', 1, { defaultBillingLevel: 'Summary', loginBy: 'Member' }),
    ],
    ['cross-references', (s) => edit(s, 'crossReferences', 1, { vendorLevel: 'select' })],
    ['cross-references', (s) => edit(s, 'crossReferences', 2, { inactiveFlag: true })],
    ['cross-references', (s) => edit(s, 'crossReferences', 3, { configurationType: null })],
    ['cross-references', (s) => void s.connectWise.tables.crossReferences.remove(4)],
    ['products', (s) => edit(s, 'catalog', 1, { inactiveFlag: true })],
    ['products', (s) => edit(s, 'catalog', 1, { unitOfMeasure: { id: 2, name: 'Hours' } })],
    ['board-status', (s) => edit(s, 'boardStatuses', SEED.statuses.new, { escalationStatus: 'Responded' })],
  ])('%s is corrected by one change, and put back by an undo', async (checkId, spoil) => {
    const { simulator, deps } = await simulated({ variant: 'clean' });
    const settings = { ...deps.settings, tickets: { ...deps.settings.tickets, board: BOARD } };
    const engine = createEngine({ ...deps, settings });
    const input = { checkIds: [checkId] };
    expect(value(await engine.planSetupFix(input)).changes).toEqual([]);
    spoil(simulator);
    const plan = value(await engine.planSetupFix(input));
    expect(plan.changes).toHaveLength(1);
    const { run } = await applied(engine, plan.id);
    expect(run).toMatchObject({ state: 'done', counts: { applied: 1 } });
    expect(value(await engine.planSetupFix(input)).changes).toEqual([]);
    const undone = await applied(engine, value(await engine.planUndo(run.id)).id);
    expect(undone.run).toMatchObject({ state: 'done', counts: { applied: 1 } });
    const decided = ({ op, fields }: (typeof plan.changes)[number]) => [op, fields.map(({ field }) => field)];
    expect(value(await engine.planSetupFix(input)).changes.map(decided)).toEqual(plan.changes.map(decided));
  });

  it.each([['a bundle', { productClass: 'Bundle' }, 'a bundle']])('%s is left to the user', async (_, members, why) => {
    const { simulator, engine } = await simulated({ variant: 'clean' });
    edit(simulator, 'catalog', 1, members);
    const plan = value(await engine.planSetupFix({ checkIds: ['products'] }));
    expect(plan).toMatchObject({ changes: [], skipped: [{ why: expect.stringContaining(why) }] });
  });
});

describe('answers that are lost', () => {
  const POSTS = 2 + 12 + 12;

  it.each(['dropped-after', 'dropped-before'] as const)('%s: nothing is created twice', async (kind) => {
    for (const after of [0, 1, 2, 13, 14, POSTS - 1]) {
      const { engine, simulator } = await fresh();
      simulator.faults.add({ method: 'POST', after, times: 1, effect: { kind } });
      const { run } = await applied(engine, value(await engine.planSetupFix(ALL)).id);
      simulator.clock.advance(15 * MINUTE);
      await engine.drain();
      if (run.state !== 'done') await applied(engine, value(await engine.planSetupFix(ALL)).id);
      expect({ after, ...counts(simulator) }).toEqual({ after, ...COMPLETE });
      expect(value(await engine.planSetupFix(ALL)).changes).toEqual([]);
    }
  });

  it.each(['before', 'after'] as const)('a worker that dies %s a write leaves nothing twice', async (when) => {
    for (const nth of [1, 3, 15]) {
      const { deps, simulator } = await fresh();
      let posts = 0;
      const dying: typeof fetch = async (input, init) => {
        const request = new Request(input, init);
        const dies = request.method === 'POST' && ++posts === nth;
        if (dies && when === 'before') return new Promise<never>(() => undefined);
        const answer = await simulatorFetch(simulator)(request);
        return dies ? new Promise<never>(() => undefined) : answer;
      };
      const clock = () => simulator.clock.now();
      const first = engineDeps({ fetch: dying, store: deps.store, clock });
      const dead = createEngine({ ...first, settings: deps.settings });
      value(await dead.apply(value(await dead.planSetupFix(ALL)).id, []));
      await expect.poll(() => posts, { timeout: 20_000 }).toBe(nth);

      const engine = createEngine(deps);
      await engine.recover();
      simulator.clock.advance(15 * MINUTE);
      await engine.drain();
      await applied(engine, value(await engine.planSetupFix(ALL)).id);
      expect({ nth, ...counts(simulator) }).toEqual({ nth, ...COMPLETE });
    }
  });
});

it.each([
  ['Table Setup', 'add', 'System › Table Setup'],
  ['Product Catalog', 'add', 'Procurement › Product Catalog'],
] as const)('the missing right %s: %s is named, and what depends on it is not tried', async (name, action, named) => {
  const { engine, simulator } = await fresh();
  setRight(simulator.connectWise, { function: name, action }, 'None');
  const { run, entries } = await applied(engine, value(await engine.planSetupFix(ALL)).id);
  expect(run).toMatchObject({ state: 'failed', failure: { code: 'missing-right' } });
  expect(JSON.stringify(run.failure)).toContain(named);
  expect(counts(simulator).crossReferences).toBe(0);
  const waiting = entries.filter(({ change }) => change.resource === 'cross-reference');
  expect(waiting.every(({ state, hold }) => state === 'held' && hold === 'earlier-failure')).toBe(true);
  expect(run.notTried).toBe(run.counts.held);
  expect(resultTitle(run)).toContain(`${run.notTried} not tried`);
  expect(resultTitle(run)).not.toContain('approval');
  expect(waiting[0]?.outcome).toContain('was not created');
  setRight(simulator.connectWise, { function: name, action }, 'All');
  await applied(engine, value(await engine.planSetupFix(ALL)).id);
  expect(counts(simulator)).toEqual(COMPLETE);
});

function edit(
  { connectWise: { tables } }: Simulator,
  table: 'managementItSolutions' | 'managedDevicesIntegrations' | 'crossReferences' | 'catalog' | 'boardStatuses',
  id: number,
  members: object,
) {
  tables[table].update(id, { ...members }, { identifier: 'jsmith' });
}
