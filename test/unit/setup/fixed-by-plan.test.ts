import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../lib/domain/settings.ts';
import { FIXABLE_CHECKS, type FixableCheck } from '../../../lib/domain/setup/setup-fix-input.ts';
import { checkSetup } from '../../../lib/setup/run-checks.ts';
import { createEngine } from '../../../lib/sync/engine.ts';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { simulatedEngine } from '../../support/simulated-engine.ts';

const isFixable = (id: string): id is FixableCheck => FIXABLE_CHECKS.some((known) => known === id);

describe('a ConnectWise that is not set up', () => {
  it('has nothing failed any more after one plan of all that the checks offer', async () => {
    const { deps, store } = await simulatedEngine({ variant: 'not-set-up' });
    const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
    const settings: Settings = {
      ...deps.settings,
      managementSolution: '',
      tickets: { ...deps.settings.tickets, board },
    };
    const report = (used: Settings) =>
      checkSetup({
        site: null,
        connectWise: { ok: true, value: deps.connectWise },
        storedPortal: null,
        portal: { ok: true, value: deps.portal },
        settings: used,
        clock: deps.clock,
      });
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
});
