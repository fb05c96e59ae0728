import type { BulkActionState, BulkActionView } from '../../lib/domain/bulk-action.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { formatNumber } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { ACTION_STATES, BULK_ACTION, resultWords } from './texts/bulk-action.ts';

const MOVING: ReadonlySet<BulkActionState> = new Set(['planning', 'applying', 'cancelling', 'paused', 'undoing']);

/** How far a bulk action is, what it does to the bill, and what came of it. */
export function BulkActionSummary({ view }: { view: BulkActionView }) {
  const { state, total, done, money, outcomes } = view;
  const isOver = state === 'done' || state === 'cancelled' || state === 'undone';
  const isMoving = MOVING.has(state);
  const words = BULK_ACTION.progress(done, total);
  return (
    <>
      {isMoving && (
        <div class="bb-bulk-sync">
          <p class="bb-progress-text">
            <strong>{ACTION_STATES[state]}</strong>
            <span class="bb-hint">{words}</span>
          </p>
          <Progress label={words} done={done} total={total} />
        </div>
      )}
      {state === 'planning' && <p class="bb-hint">{BULK_ACTION.planning}</p>}
      {isOver && (
        <Notice tone={(outcomes.failed ?? 0) > 0 ? 'error' : 'ok'}>
          <p>
            <strong>{resultWords(state, outcomes)}</strong>
          </p>
        </Notice>
      )}
      {state !== 'planning' && (
        <>
          {!isOver && <BilledTotals totals={money} tense={state === 'undoing' ? 'undo' : 'planned'} />}
          <Counts view={view} />
        </>
      )}
      {state === 'preview' && addsNothing(view) && <p class="bb-hint">{BULK_ACTION.addsNothing}</p>}
      {state === 'preview' && <p class="bb-hint">{previewWords(view)}</p>}
    </>
  );
}

function addsNothing({ kind, money }: BulkActionView): boolean {
  return kind === 'additions' && money.length > 0 && money.every(({ from, to }) => from === to);
}

function previewWords({ companies, held }: BulkActionView): string {
  if (companies > 0) return BULK_ACTION.preview;
  return held > 0 ? BULK_ACTION.onlyHeld : BULK_ACTION.nothing;
}

function Counts({ view }: { view: BulkActionView }) {
  const { counts } = BULK_ACTION;
  const shown = [
    { head: counts.companies, n: view.companies },
    { head: counts.changes, n: view.changes },
    ...(view.held > 0 ? [{ head: counts.held, n: view.held }] : []),
    ...(view.failed > 0 ? [{ head: counts.failed, n: view.failed }] : []),
  ];
  return (
    <dl class="bb-counts">
      {shown.map(({ head, n }) => (
        <div key={head}>
          <dt>{head}</dt>
          <dd>{formatNumber(n)}</dd>
        </div>
      ))}
    </dl>
  );
}
