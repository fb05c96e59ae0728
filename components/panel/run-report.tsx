import { useState } from 'preact/hooks';
import type { JournalEntry, Run } from '../../lib/domain/change.ts';
import { moneySentence, quantitiesSentence } from '../../lib/domain/money-sentence.ts';
import { wasWritten } from '../../lib/domain/was-written.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { stateWords } from '../plan/texts/changes.ts';
import { outcomesBeside, resultTitle } from '../plan/texts/runs.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import type { RunReport } from '../ui/follow-run.ts';
import { formatText } from '../ui/format-text.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Progress } from '../ui/progress.tsx';
import { FailureNote } from './failure-note.tsx';
import * as RUN from './texts/run.ts';

/** More lines than these are folded. */
const SHORT = 5;

/** A run while it happens, and what came of it. */
export function RunReportView(props: {
  report: RunReport;
  screenIsOld: boolean;
  now: number;
  busy: boolean;
  /** Whether the panel says a failure already, above. */
  isReported: (failure: Failure) => boolean;
  onCancel: (runId: string) => void;
  onUndo: (runId: string) => void;
  onClose: () => void;
}) {
  const { run, entries } = props.report;
  if (run.state === 'running') return <Running key={run.id} run={run} onCancel={() => props.onCancel(run.id)} />;
  return (
    <section class="run" aria-label={RUN.result}>
      <h3>
        <Icon name={resultIcon(run)} />
        <span class="grow">{resultTitle(run)}</span>
        {run.finishedAt && (
          <span class="bb-hint bb-nowrap">
            <Age at={run.finishedAt} now={props.now} />
          </span>
        )}
      </h3>
      {run.failure &&
        (props.isReported(run.failure) ? <p class="bb-muted">{RUN.stopped}</p> : <FailureNote failure={run.failure} />)}
      {run.quantities && <p class="bb-strong">{quantitiesSentence(run.quantities)}.</p>}
      <BilledLines entries={entries} />
      <ul class="outcomes">
        {outcomesBeside(run, entries).map((outcome) => (
          <li key={outcome}>{formatText(outcome)}</li>
        ))}
      </ul>
      {props.screenIsOld && <p class="bb-muted">{RUN.reload}</p>}
      <Unwritten entries={entries} isCancelled={run.state === 'cancelled'} />
      <div class="bb-actions">
        {entries.some(wasWritten) && (
          <Button disabled={props.busy} onClick={() => props.onUndo(run.id)}>
            {RUN.undo}
          </Button>
        )}
        <Button kind="quiet" onClick={props.onClose}>
          {RUN.close}
        </Button>
      </div>
    </section>
  );
}

function Running({ run, onCancel }: { run: Run; onCancel: () => void }) {
  const [asked, setAsked] = useState(false);
  const { step, done, total } = run.progress;
  return (
    <section class="run" aria-label={RUN.underWay}>
      <p class="bb-progress-text">
        <span>{step}</span>
        {total > 0 && <span class="bb-muted">{RUN.progress(done, total)}</span>}
      </p>
      <Progress label={step} done={done} total={total} />
      <div class="bb-actions">
        <Button
          kind="quiet"
          onClick={() => {
            setAsked(true);
            onCancel();
          }}
        >
          {asked ? RUN.cancelling : RUN.cancel}
        </Button>
      </div>
    </section>
  );
}

/** What each written quantity does to the bill; folded where there are many. */
function BilledLines({ entries }: { entries: JournalEntry[] }) {
  const billed = entries.filter(({ state, noop, change }) => state === 'applied' && !noop && change.money);
  if (billed.length === 0) return null;
  const list = (
    <ul class="outcomes">
      {billed.map(({ id, change: { label, money } }) => (
        <li key={id}>
          <span class="bb-strong">{label}</span> {money && moneySentence(money, 'written')}.
        </li>
      ))}
    </ul>
  );
  if (billed.length <= SHORT) return list;
  return (
    <details>
      <summary>{RUN.billedLines(billed.length)}</summary>
      {list}
    </details>
  );
}

/** Every change that was not written, with its reason. */
function Unwritten({ entries, isCancelled }: { entries: JournalEntry[]; isCancelled: boolean }) {
  const rest = entries.filter((entry) => entry.state !== 'applied');
  if (rest.length === 0) return null;
  return (
    <ul class="unwritten">
      {rest.map((entry) => (
        <li key={entry.id}>
          <span class="bb-pill">{wordsOf(entry, isCancelled)}</span> <span class="bb-strong">{entry.change.label}</span>
          {entry.change.money && <> {moneySentence(entry.change.money)}.</>}
          <span class="bb-muted"> {formatText(entry.outcome)}</span>
          {entry.failure && !entry.outcome.includes(entry.failure.nextStep) && (
            <span class="bb-muted"> {formatText(entry.failure.nextStep)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Of a cancelled run, what it does not come to waits for nobody. */
function wordsOf(entry: JournalEntry, isCancelled: boolean): string {
  const isLeft = isCancelled && entry.state === 'held' && entry.hold !== 'earlier-failure';
  return isLeft ? RUN.leftUndone : stateWords(entry);
}

function resultIcon(run: Run): IconName {
  if (run.state === 'failed' || run.counts.failed > 0) return 'error';
  const open = run.counts.held + run.counts.conflict + run.counts.unknown;
  return run.state === 'interrupted' || run.state === 'cancelled' || open > 0 ? 'warning' : 'ok';
}
