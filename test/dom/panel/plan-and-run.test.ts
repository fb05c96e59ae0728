import { expect, it, vi } from 'vitest';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import { createPlanAndRun, NO_PLAN_NO_RUN, type PlanAndRunState } from '../../../components/panel/plan-and-run.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { ended, plan } from '../../support/builders/company-views.ts';

/** A panel whose worker refuses to apply the plan `old`. @param found the run that is found when stored state is read again */
function panel(code: 'conflict' | 'busy' | 'interrupted', found?: PlanAndRunState['run']) {
  let state: PlanAndRunState = NO_PLAN_NO_RUN;
  const refusal = { code, message: 'The preview is over 10 minutes old.', nextStep: 'Look at a new preview.' };
  /** The preview that was shown each time. */
  const looks: (string | undefined)[] = [];
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
    onEnded: async () => {
      looks.push(state.preview?.plan.id);
      if (found) state = { ...state, run: found };
    },
  });
  return { made, ask, refusal, looks, state: () => state };
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

it('looks again where the worker was stopped before it answered: the old preview may be written in part', async () => {
  const { made, ask, refusal, looks, state } = panel('interrupted');
  await made.preview('Fix', ask, { kind: 'fix', findingId: 'MID-ORDER' });
  made.actions.apply('old', []);
  await vi.waitFor(() => expect(state().preview?.plan.id).toBe('new'));
  expect(state()).toMatchObject({ waitingFor: null, failure: refusal });
  expect(looks, 'the record is read again, without the old preview').toEqual([undefined]);
});

it('shows the run that goes on where the worker was stopped before it answered, and no preview', async () => {
  const { made, ask, state } = panel('interrupted', { run: ended, entries: [] });
  await made.preview('Fix', ask, { kind: 'fix', findingId: 'MID-ORDER' });
  made.actions.apply('old', []);
  await vi.waitFor(() => expect(state().run?.run.id).toBe(ended.id));
  expect(state().preview).toBeNull();
  expect(ask).toHaveBeenCalledTimes(1);
});

/** A panel whose worker is given one Less Included after the other, and refuses what is above 100. */
function allowingPanel() {
  let state: PlanAndRunState = NO_PLAN_NO_RUN;
  const messages: string[] = [];
  const refusal = { code: 'bad-input' as const, message: 'Less Included cannot be 500.', nextStep: 'Enter less.' };
  const send = async (name: string, input: { lessIncluded: number }) => {
    messages.push(name === 'plan.allow' ? `allow ${input.lessIncluded}` : name);
    if (name !== 'plan.allow') return fail({ code: 'busy', message: 'Busy.', nextStep: 'Wait.' });
    // The first answer is the slowest.
    await new Promise((resolve) => setTimeout(resolve, messages.length === 1 ? 20 : 0));
    return input.lessIncluded > 100 ? fail(refusal) : ok(plan({ id: 'p', companyName: `with ${input.lessIncluded}` }));
  };
  const made = createPlanAndRun({
    send: send as unknown as PanelSend,
    signal: new AbortController().signal,
    state: () => state,
    set: (change) => {
      state = { ...state, ...change };
    },
    onEnded: async () => {},
  });
  return { made, messages, refusal, state: () => state };
}

it('stores each Less Included in the order in which it was typed, and applies the plan after the last', async () => {
  const { made, messages, state } = allowingPanel();
  await made.preview('Fix', async () => ok(plan({ id: 'p' })), { kind: 'sync' });
  made.actions.allow('p', 'c', 2);
  made.actions.allow('p', 'c', 25);
  made.actions.apply('p', []);
  await vi.waitFor(() => expect(messages.at(-1)).toBe('plan.apply'));
  expect(messages).toEqual(['allow 2', 'allow 25', 'plan.apply']);
  expect(state().preview?.plan.companyName).toBe('with 25');
});

it('applies nothing while the last Less Included was refused, and the next plan as it is', async () => {
  const { made, messages, refusal, state } = allowingPanel();
  await made.preview('Fix', async () => ok(plan({ id: 'p' })), { kind: 'sync' });
  made.actions.allow('p', 'c', 500);
  made.actions.apply('p', []);
  await vi.waitFor(() => expect(state()).toMatchObject({ failure: refusal, waitingFor: null }));
  expect(messages).toEqual(['allow 500']);
  await made.preview('Fix', async () => ok(plan({ id: 'q' })), { kind: 'sync' });
  made.actions.apply('q', []);
  await vi.waitFor(() => expect(messages.at(-1)).toBe('plan.apply'));
});
