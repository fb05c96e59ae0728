import { expect, it, vi } from 'vitest';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import { createPlanAndRun, NO_PLAN_NO_RUN, type PlanAndRunState } from '../../../components/panel/plan-and-run.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { plan } from '../../support/builders/company-views.ts';

/** A panel whose worker refuses to apply the plan `old`. */
function panel(code: 'conflict' | 'busy') {
  let state: PlanAndRunState = NO_PLAN_NO_RUN;
  const refusal = { code, message: 'The preview is over 10 minutes old.', nextStep: 'Look at a new preview.' };
  const ask = vi
    .fn()
    .mockResolvedValueOnce(ok(plan({ id: 'old' })))
    .mockResolvedValue(ok(plan({ id: 'new' })));
  const made = createPlanAndRun({
    send: (async () => fail(refusal)) as unknown as PanelSend,
    signal: new AbortController().signal,
    state: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    onEnded: async () => {},
  });
  return { made, ask, refusal, state: () => state };
}

it('shows a preview that is too old to be applied again, with the reason, for a new decision of the user', async () => {
  const { made, ask, refusal, state } = panel('conflict');
  await made.preview('Sync now', ask, { kind: 'sync' });
  made.actions.apply('old', []);
  await vi.waitFor(() => expect(state().preview?.plan.id).toBe('new'));
  expect(state()).toMatchObject({
    waitingFor: null,
    failure: refusal,
    preview: { title: 'Sync now', task: { kind: 'sync' } },
  });
});

it('keeps the preview and its ticks when applying it is refused for another reason', async () => {
  const { made, ask, refusal, state } = panel('busy');
  await made.preview('Sync now', ask, { kind: 'sync' });
  made.actions.apply('old', []);
  await vi.waitFor(() => expect(state().failure).toEqual(refusal));
  expect(state().preview?.plan.id).toBe('old');
  expect(ask).toHaveBeenCalledTimes(1);
});
