import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../lib/domain/settings.ts';
import { FIXABLE_CHECKS, type FixableCheck } from '../../../lib/domain/setup/setup-fix-input.ts';
import { checkSetup } from '../../../lib/setup/run-checks.ts';
import { createEngine } from '../../../lib/sync/engine.ts';
import type { EngineDeps } from '../../../lib/sync/engine-api.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { simulatedEngine } from '../../support/simulated-engine.ts';

const isFixable = (id: string): id is FixableCheck => FIXABLE_CHECKS.some((known) => known === id);

/** What the checks say, with these settings. */
function reportOf({ connectWise, portal, clock }: EngineDeps, settings: Settings) {
  return checkSetup({
    site: null,
    connectWise: { ok: true, value: connectWise },
    storedPortal: null,
    portal: { ok: true, value: portal },
    settings,
    clock,
  });
}

describe('a ConnectWise that is not set up', () => {
  it('has nothing failed any more after one plan of all that the checks offer', async () => {
    const { deps, store } = await simulatedEngine({ variant: 'not-set-up' });
    const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
    const settings: Settings = {
      ...deps.settings,
      managementSolution: '',
      tickets: { ...deps.settings.tickets, board },
    };
    const report = (used: Settings) => reportOf(deps, used);
    const offered = (await report(settings)).checks.filter(({ fix }) => fix?.kind === 'plan').map(({ id }) => id);
    expect([...offered].sort()).toEqual([...FIXABLE_CHECKS].sort());

    const engine = createEngine({ ...deps, settings });
    const plan = await engine.planSetupFix({ checkIds: offered.filter(isFixable), solutionName: 'eFolder' });
    if (!plan.ok) throw new Error(plan.failure.message);
    const run = await engine.apply(plan.value.id, []);
    if (!run.ok) throw new Error(run.failure.message);
    await run.value.finished;

    const { checks } = await report({ ...settings, managementSolution: 'eFolder' });
    const states = Object.fromEntries(checks.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({
      'management-solution': 'ok',
      'managed-devices-integration': 'ok',
      // Templates have no price: it is the partner's.
      products: 'warning',
      'cross-references': 'ok',
      'board-status': 'ok',
    });
    store.close();
  });

  it('says after the products alone that cross-references are missing, not products', async () => {
    const { deps, store } = await simulatedEngine({ variant: 'not-set-up' });
    const engine = createEngine(deps);
    const planned = async (checkIds: FixableCheck[]) => {
      const plan = await engine.planSetupFix({ checkIds, solutionName: 'eFolder' });
      if (!plan.ok) throw new Error(plan.failure.message);
      return plan.value;
    };
    const run = await engine.apply((await planned(['products'])).id, []);
    if (!run.ok) throw new Error(run.failure.message);
    await run.value.finished;

    const { checks } = await reportOf(deps, deps.settings);
    const products = checks.find(({ id }) => id === 'products');
    expect(products).toMatchObject({
      state: 'failed',
      nextStep: expect.stringContaining('Have the cross-references created'),
      fix: { kind: 'place' },
    });
    expect(products?.evidence).toEqual([
      expect.stringMatching(/^Products for \{\d+\} services exist, but no cross-reference names them/),
    ]);
    expect((await planned(['products'])).changes).toEqual([]);
    expect((await planned(['cross-references'])).changes.length).toBeGreaterThan(0);
    store.close();
  });
});
