import { useEffect, useRef, useState } from 'preact/hooks';
import type { Change, Plan } from '../../lib/domain/change.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { foldLines } from '../plan/fold-lines.ts';
import { LineSummary } from '../plan/line-summary.tsx';
import { PART_TEXTS } from '../plan/texts/changes.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { count, formatNumber } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { ChangeRow } from './change-row.tsx';
import type { Preview } from './panel-state.ts';
import { billedTotals, groupChanges, type PlanGroup } from './plan-groups.ts';

interface PreviewProps {
  preview: Preview;
  now: number;
  busy: boolean;
  onApply: (planId: string, confirmed: string[]) => void;
  onCancel: () => void;
}

/** Every change, field by field, before anything is written; guarded ones only with their own tick. */
export function PlanPreview({ preview, now, busy, onApply, onCancel }: PreviewProps) {
  const { plan, title } = preview;
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  // A user who works by keyboard or ear lands on the heading of what just replaced the list.
  useEffect(() => heading.current?.focus(), []);

  const writable = plan.changes.filter((change) => !change.guard || confirmed.includes(change.id));
  const held = plan.changes.length - writable.length;
  const written = writable.length;
  const isUndo = plan.changes[0]?.part === 'undo';
  const billed = billedTotals(writable);
  const groups = groupChanges(plan.changes);
  const tick = (id: string, on: boolean) =>
    setConfirmed(on ? [...confirmed, id] : confirmed.filter((known) => known !== id));

  return (
    <section class="preview" aria-labelledby="bb-preview-title">
      <h2 id="bb-preview-title" tabIndex={-1} ref={heading}>
        {formatText(title)}
      </h2>
      <p class="bb-muted">
        {plan.changes.length === 0
          ? nothingToChange(plan)
          : `${count(plan.changes.length, 'change')} in ConnectWise. Nothing is written before you press Apply.`}{' '}
        {!isUndo && (
          <>
            Portal facts from <Age at={plan.factsAt} now={now} />.
          </>
        )}
      </p>
      <BilledTotals totals={billed} tense={isUndo ? 'undo' : 'planned'} />
      {billed.length > 0 && held > 0 && <p class="bb-hint">Without what is on hold.</p>}
      {groups.map((group) => (
        <Group key={group.part} group={group} titled={groups.length > 1} confirmed={confirmed} onTick={tick} />
      ))}
      {plan.skipped.length > 0 && (
        <details class="skipped" open={plan.changes.length === 0}>
          <summary>Left as it is: {plan.skipped.length}</summary>
          <ul>
            {plan.skipped.map((item) => (
              <li key={`${item.label} ${item.why}`}>
                <span class="bb-strong">{item.label}</span>
                <span class="bb-muted"> {formatText(item.why)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="bb-actions">
        {written > 0 && (
          <Button kind="primary" busy={busy} onClick={() => onApply(plan.id, [...confirmed])}>
            {busy ? 'Starting…' : `Apply ${count(written, 'change')}`}
          </Button>
        )}
        <Button onClick={onCancel}>{plan.changes.length === 0 ? 'Close' : 'Cancel'}</Button>
        {held > 0 && (
          <span class="bb-hint">{held === 1 ? '1 stays on hold' : `${formatNumber(held)} stay on hold`}</span>
        )}
      </div>
    </section>
  );
}

/** What was skipped may differ from the portal: then nothing is said of all that ConnectWise holds. */
function nothingToChange({ skipped }: Plan): string {
  return skipped.length === 0
    ? 'Nothing to change: ConnectWise already holds what the portal says.'
    : 'Nothing to change. What is left as it is, and why, is listed below.';
}

interface GroupProps {
  group: PlanGroup;
  /** A plan of one sync needs no heading of its own. */
  titled: boolean;
  confirmed: readonly string[];
  onTick: (id: string, on: boolean) => void;
}

function Group({ group, titled, confirmed, onTick }: GroupProps) {
  const title = (
    <>
      {PART_TEXTS[group.part]} <span class="bb-pill">{count(group.changes.length, 'change')}</span>
    </>
  );
  const rows = (changes: readonly Change[]) => (
    <ol class="changes">
      {changes.map((change) => (
        <ChangeRow key={change.id} change={change} ticked={confirmed.includes(change.id)} onTick={onTick} />
      ))}
    </ol>
  );
  const { shown, groups } = foldLines(
    group.changes,
    (change) => change,
    ({ guard }) => guard !== undefined,
  );
  const changes = (
    <>
      {shown.length > 0 && rows(shown)}
      {groups.map((lines) => (
        <details key={lines.name} class="plan-group line-group">
          <LineSummary group={lines} tense={group.part === 'undo' ? 'undo' : 'planned'} />
          {rows(lines.lines)}
        </details>
      ))}
    </>
  );
  return group.folded ? (
    <details class="plan-group">
      <summary>{title}</summary>
      {changes}
    </details>
  ) : (
    <div class="plan-group">
      {titled && <h3>{title}</h3>}
      {changes}
    </div>
  );
}
