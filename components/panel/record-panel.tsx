import type { ComponentChildren } from 'preact';
import type { Failure } from '../../lib/shared/errors.ts';
import { resultTitle, runSentences } from '../plan/texts/runs.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { ConnectionNotes, isNoted } from './connection-notes.tsx';
import { PanelShell, type PanelShellProps } from './panel-shell.tsx';
import type { PanelActions, PanelState } from './panel-state.ts';
import { PlanPreview } from './preview.tsx';
import * as FRAME from './texts/frame.ts';

interface RecordPanelProps extends Pick<PanelShellProps, 'host' | 'title' | 'subtitle' | 'icon' | 'footer'> {
  state: Pick<PanelState, 'loading' | 'connections' | 'failure' | 'preview' | 'waitingFor' | 'run' | 'now'>;
  actions: Pick<PanelActions, 'refresh' | 'allow' | 'apply' | 'cancelPreview'>;
  /** Why the portal's part comes from the cache. */
  portalFailure: Failure | undefined;
  /** Read out while a plan is made. */
  planning: string;
  /** Read out while the record is read; '' once it was. */
  reading: string;
  /** What there is to know of the record. @param isReported whether the panel says a failure already, above */
  children: (isReported: (failure: Failure) => boolean) => ComponentChildren;
}

/** The panel of a record: what is wrong with the connections, then a preview or what there is to know. */
export function RecordPanel(props: RecordPanelProps) {
  const { state, actions, host, title, subtitle, icon, footer } = props;
  const { preview, run, now } = state;
  // A preview is what the user looks at: beside it only what keeps it from being applied.
  const noted = {
    states: preview ? undefined : state.connections,
    portalFailure: preview ? undefined : props.portalFailure,
    failure: state.failure,
  };
  return (
    <PanelShell
      {...{ host, title, subtitle, icon, footer }}
      announcement={announcement(props)}
      busy={state.loading}
      scrollKey={`${preview?.plan.id} ${run?.run.id} ${run?.run.state}`}
      failed={state.failure?.message}
      onEscape={() => {
        if (preview) actions.cancelPreview();
        return preview !== null;
      }}
      actions={
        <Button
          kind="icon"
          label={FRAME.refresh}
          title={FRAME.refresh}
          disabled={state.loading}
          onClick={actions.refresh}
        >
          ↻
        </Button>
      }
    >
      <ConnectionNotes {...noted} now={now} onRetry={actions.refresh} onConnect={host.onConnect} />
      {preview ? (
        <PlanPreview
          key={preview.plan.id}
          preview={preview}
          host={host}
          now={now}
          busy={state.waitingFor === 'start'}
          onAllow={actions.allow}
          onApply={actions.apply}
          onCancel={actions.cancelPreview}
        />
      ) : (
        props.children((failure) => isNoted(noted, failure))
      )}
    </PanelShell>
  );
}

/** Whether something is going on that another action has to wait for. */
export function isBusy({ waitingFor, run }: Pick<PanelState, 'waitingFor' | 'run'>): boolean {
  return waitingFor !== null || run?.run.state === 'running';
}

/** What a screen reader hears when something happened that was not where the focus is. */
export function announcement({
  state: { run, waitingFor },
  planning,
  reading,
}: Pick<RecordPanelProps, 'state' | 'planning' | 'reading'>): string {
  if (waitingFor === 'plan') return planning;
  if (run?.run.state === 'running') return run.run.progress.step;
  if (run) return formatText([`${resultTitle(run.run)}.`, ...runSentences(run.run)].join(' '));
  return reading;
}
