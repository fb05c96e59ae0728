import type { Plan } from '../../lib/domain/change.ts';
import type { WindowTask } from '../../lib/domain/panel-record.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { ok, type Result } from '../../lib/shared/result.ts';
import { followRun } from '../ui/follow-run.ts';
import type { PanelSend } from './panel-send.ts';
import type { PanelActions, PanelState } from './panel-state.ts';
import * as PREVIEW from './texts/preview.ts';

/** The part of a panel that looks at a plan, starts it and follows its run. */
export type PlanAndRunState = Pick<PanelState, 'failure' | 'preview' | 'waitingFor' | 'run'>;

export const NO_PLAN_NO_RUN: PlanAndRunState = { failure: null, preview: null, waitingFor: null, run: null };

export interface PlanAndRunParts {
  send: PanelSend;
  signal: AbortSignal;
  state(): PlanAndRunState;
  set(change: Partial<PlanAndRunState>): void;
  /** A run ended, or the worker fell silent about it: what is stored may have changed. */
  onEnded(): Promise<void>;
}

export interface PlanAndRun {
  isBusy(): boolean;
  /** Shows what `ask` would write. Does nothing while something is going on. */
  preview(title: string, ask: () => Promise<Result<Plan>>, task: WindowTask): Promise<void>;
  /** Starts a run and follows it to its end. Does nothing while something is going on. */
  start(ask: () => Promise<Result<{ runId: string }>>): Promise<void>;
  follow(runId: string): Promise<void>;
  previewUndo(runId: string, via: PanelSend): void;
  actions: Pick<PanelActions, 'previewUndo' | 'allow' | 'apply' | 'cancelPreview' | 'cancelRun' | 'closeRun'>;
}

/** Nothing is written without a plan that was looked at: preview → apply → run, and back by the same way. */
export function createPlanAndRun(parts: PlanAndRunParts): PlanAndRun {
  const { send, signal, state, set } = parts;
  const isBusy = (): boolean => state().waitingFor !== null || state().run?.run.state === 'running';

  let lastPreview: { title: string; ask: () => Promise<Result<Plan>>; task: WindowTask } | undefined;

  const preview: PlanAndRun['preview'] = async (title, ask, task) => {
    if (isBusy()) return;
    lastPreview = { title, ask, task };
    set({ waitingFor: 'plan', failure: null });
    const result = await ask();
    set({
      waitingFor: null,
      preview: result.ok ? { title, plan: result.value, task } : null,
      failure: result.ok ? null : result.failure,
    });
  };
  const follow = async (runId: string): Promise<void> => {
    let silence: Failure | undefined;
    await followRun({
      read: () => send('run.view', { runId }),
      signal,
      onReport(run) {
        set(silence && state().failure === silence ? { run, failure: null } : { run });
        silence = undefined;
      },
      onFailure(failure) {
        silence = failure;
        set({ failure });
      },
    });
    // Whoever has left the record reads nothing of it any more.
    if (!signal.aborted) await parts.onEnded();
  };
  const start: PlanAndRun['start'] = async (ask) => {
    if (isBusy()) return;
    set({ waitingFor: 'start', failure: null });
    const result = await ask();
    // A refused start keeps the preview and its ticks: nothing that the user decided is lost.
    set(result.ok ? { waitingFor: null, preview: null } : { waitingFor: null, failure: result.failure });
    if (result.ok) await follow(result.value.runId);
  };
  /** What a user set in a plan is stored one after the other; the plan is applied with all of it, or not. */
  let allowing: { planId: string; stored: Promise<Result<unknown>> } | undefined;
  const allow: PlanAndRun['actions']['allow'] = (planId, changeId, lessIncluded) => {
    const before = allowing;
    const store = async (): Promise<Result<unknown>> => {
      await before?.stored;
      const result = await send('plan.allow', { planId, changeId, lessIncluded });
      const shown = state().preview;
      if (shown?.plan.id === planId)
        set(result.ok ? { preview: { ...shown, plan: result.value }, failure: null } : { failure: result.failure });
      return result;
    };
    allowing = { planId, stored: store() };
  };
  /** What is refused because it is no longer so is shown as it is now; the user decides again. */
  const apply = async (planId: string, confirmed: string[]): Promise<void> => {
    await start(async () => {
      const stored = allowing?.planId === planId ? await allowing.stored : ok(null);
      return stored.ok ? send('plan.apply', { planId, confirmed }) : stored;
    });
    const { failure } = state();
    if (failure?.code === 'interrupted' && (await isRunning())) return;
    if ((failure?.code !== 'conflict' && failure?.code !== 'interrupted') || !lastPreview) return;
    await preview(lastPreview.title, lastPreview.ask, lastPreview.task);
    if (state().preview) set({ failure });
  };
  /** The worker was stopped before it could answer: it may have written some or all of the plan, or still write it. */
  const isRunning = async (): Promise<boolean> => {
    const before = state().run?.run.id;
    set({ preview: null });
    await parts.onEnded();
    return state().run?.run.id !== before;
  };
  const previewUndo: PlanAndRun['previewUndo'] = (runId, via) =>
    void preview(PREVIEW.undoTitle, () => via('run.plan-undo', { runId }), { kind: 'undo', runId });
  return {
    isBusy,
    preview,
    start,
    follow,
    previewUndo,
    actions: {
      previewUndo: (runId) => previewUndo(runId, send),
      allow,
      apply: (planId, confirmed) => void apply(planId, confirmed),
      cancelPreview: () => set({ preview: null }),
      async cancelRun(runId) {
        const result = await send('run.cancel', { runId });
        if (!result.ok) set({ failure: result.failure });
      },
      closeRun: () => set({ run: null }),
    },
  };
}
