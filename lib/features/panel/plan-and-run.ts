import type { PanelActions, PanelState } from '../../../components/panel/panel-state.ts';
import { followRun } from '../../../components/ui/follow-run.ts';
import type { Send } from '../../content/feature.ts';
import type { Plan } from '../../domain/change.ts';
import type { Failure } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';

/** The part of a panel that looks at a plan, starts it and follows its run. */
export type PlanAndRunState = Pick<PanelState, 'failure' | 'preview' | 'waitingFor' | 'run'>;

export const NO_PLAN_NO_RUN: PlanAndRunState = { failure: null, preview: null, waitingFor: null, run: null };

export interface PlanAndRunParts {
  send: Send;
  signal: AbortSignal;
  state(): PlanAndRunState;
  set(change: Partial<PlanAndRunState>): void;
  /** Something was requested that has to be seen. */
  onRequested(): void;
  /** A run ended, or the worker fell silent about it: what is stored may have changed. */
  onEnded(): Promise<void>;
}

export interface PlanAndRun {
  isBusy(): boolean;
  /** Shows what `ask` would write. Does nothing while something is going on. */
  preview(title: string, ask: () => Promise<Result<Plan>>): Promise<void>;
  /** Starts a run and follows it to its end. Does nothing while something is going on. */
  start(ask: () => Promise<Result<{ runId: string }>>): Promise<void>;
  follow(runId: string): Promise<void>;
  actions: Pick<PanelActions, 'previewUndo' | 'apply' | 'cancelPreview' | 'cancelRun' | 'closeRun'>;
}

/** Nothing is written without a plan that was looked at: preview → apply → run, and back by the same way. */
export function createPlanAndRun(parts: PlanAndRunParts): PlanAndRun {
  const { send, signal, state, set } = parts;
  const isBusy = (): boolean => state().waitingFor !== null || state().run?.run.state === 'running';

  let lastPreview: { title: string; ask: () => Promise<Result<Plan>> } | undefined;

  const preview: PlanAndRun['preview'] = async (title, ask) => {
    if (isBusy()) return;
    lastPreview = { title, ask };
    set({ waitingFor: 'plan', failure: null });
    parts.onRequested();
    const result = await ask();
    set({
      waitingFor: null,
      preview: result.ok ? { title, plan: result.value } : null,
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
    await parts.onEnded();
  };
  const start: PlanAndRun['start'] = async (ask) => {
    if (isBusy()) return;
    set({ waitingFor: 'start', failure: null });
    const result = await ask();
    // A refused start keeps the preview and its ticks: nothing that the user decided is lost.
    set(result.ok ? { waitingFor: null, preview: null } : { waitingFor: null, failure: result.failure });
    if (result.ok) await follow(result.value.runId);
  };
  /** What is refused because it is no longer so is shown as it is now; the user decides again. */
  const apply = async (planId: string, confirmed: string[]): Promise<void> => {
    await start(() => send('plan.apply', { planId, confirmed }));
    const { failure } = state();
    if (failure?.code !== 'conflict' || !lastPreview) return;
    await preview(lastPreview.title, lastPreview.ask);
    if (state().preview) set({ failure });
  };
  return {
    isBusy,
    preview,
    start,
    follow,
    actions: {
      previewUndo: (runId) => void preview('Undo this run', () => send('run.plan-undo', { runId })),
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
