import { useEffect, useRef, useState } from 'preact/hooks';
import { MOST_INCLUDED } from '../../lib/domain/addition-allowance.ts';
import type { Change, Plan } from '../../lib/domain/change.ts';
import { BilledTotals } from '../plan/billed-totals.tsx';
import { foldLines } from '../plan/fold-lines.ts';
import { LineSummary } from '../plan/line-summary.tsx';
import { changesText, PART_TEXTS } from '../plan/texts/changes.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { isNumberTo } from '../ui/number-field.tsx';
import { ChangeRow } from './change-row.tsx';
import type { PanelHost } from './panel-shell.tsx';
import type { Preview } from './panel-state.ts';
import { billedTotals, groupChanges, type PlanGroup } from './plan-groups.ts';
import * as PREVIEW from './texts/preview.ts';

interface PreviewProps {
  preview: Preview;
  host: PanelHost;
  now: number;
  busy: boolean;
  onAllow: (planId: string, changeId: string, lessIncluded: number) => void;
  onApply: (planId: string, confirmed: string[]) => void;
  onCancel: () => void;
}

/** Every change, field by field, before anything is written; guarded ones only with their own tick. */
export function PlanPreview({ preview, host, now, busy, onAllow, onApply, onCancel }: PreviewProps) {
  const { plan, title } = preview;
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  /** Changes whose Less Included is no number as it was typed. */
  const [unreadable, setUnreadable] = useState<readonly string[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  // A user who works by keyboard or ear lands on the heading of what just replaced the list.
  useEffect(() => heading.current?.focus(), []);

  const writable = plan.changes.filter((change) => !change.guard || confirmed.includes(change.id));
  const held = plan.changes.length - writable.length;
  const written = writable.length;
  const isUndo = plan.changes[0]?.part === 'undo';
  // A link is stored also where nothing has to be created for it.
  const isLinkAlone = plan.link !== undefined && plan.changes.length === 0;
  const billed = billedTotals(writable);
  const groups = groupChanges(plan.changes);
  const tick = (id: string, on: boolean) =>
    setConfirmed(on ? [...confirmed, id] : confirmed.filter((known) => known !== id));
  const allow = (id: string, lessIncluded: number) => {
    const others = unreadable.filter((known) => known !== id);
    const isReadable = isNumberTo(lessIncluded, MOST_INCLUDED);
    setUnreadable(isReadable ? others : [...others, id]);
    if (isReadable) onAllow(plan.id, id, lessIncluded);
  };

  return (
    <section class="preview" aria-labelledby="bb-preview-title">
      <h2 id="bb-preview-title" tabIndex={-1} ref={heading}>
        {formatText(title)}
      </h2>
      <p class="bb-muted">
        {isLinkAlone
          ? PREVIEW.linkOnly
          : plan.changes.length === 0
            ? nothingToChange(plan)
            : PREVIEW.changes(plan.changes.length)}{' '}
        {!isUndo && (
          <>
            {PREVIEW.factsBefore}
            <Age at={plan.factsAt} now={now} />.
          </>
        )}
      </p>
      <BilledTotals totals={billed} tense={isUndo ? 'undo' : 'planned'} />
      {billed.length > 0 && held > 0 && <p class="bb-hint">{PREVIEW.withoutHeld}</p>}
      {groups.map((group) => (
        <Group
          key={group.part}
          group={group}
          titled={groups.length > 1}
          confirmed={confirmed}
          onTick={host.mayDecide ? tick : undefined}
          onAllow={allow}
        />
      ))}
      {plan.skipped.length > 0 && (
        <details class="skipped" open={plan.changes.length === 0}>
          <summary>{PREVIEW.skipped(plan.skipped.length)}</summary>
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
        {(written > 0 || isLinkAlone) && (
          <Button
            kind="primary"
            busy={busy}
            disabled={unreadable.length > 0}
            onClick={() => onApply(plan.id, [...confirmed])}
          >
            {busy ? PREVIEW.starting : isLinkAlone ? PREVIEW.link : PREVIEW.apply(written)}
          </Button>
        )}
        <Button onClick={onCancel}>{plan.changes.length === 0 && !isLinkAlone ? PREVIEW.close : PREVIEW.cancel}</Button>
        {held > 0 && !host.mayDecide && (
          <Button onClick={() => host.onOpenWindow?.(preview.task)}>{PREVIEW.approveInWindow}</Button>
        )}
        {held > 0 && <span class="bb-hint">{PREVIEW.held(held)}</span>}
      </div>
    </section>
  );
}

/** What was skipped may differ from the portal: then nothing is said of all that ConnectWise holds. */
function nothingToChange({ skipped }: Plan): string {
  return skipped.length === 0 ? PREVIEW.nothing : PREVIEW.nothingBut;
}

interface GroupProps {
  group: PlanGroup;
  /** A plan of one sync needs no heading of its own. */
  titled: boolean;
  confirmed: readonly string[];
  onTick: ((id: string, on: boolean) => void) | undefined;
  onAllow: (id: string, lessIncluded: number) => void;
}

function Group({ group, titled, confirmed, onTick, onAllow }: GroupProps) {
  const title = (
    <>
      {PART_TEXTS[group.part]} <span class="bb-pill">{changesText(group.changes.length)}</span>
    </>
  );
  const rows = (changes: readonly Change[]) => (
    <ol class="changes">
      {changes.map((change) => (
        <ChangeRow
          key={change.id}
          change={change}
          ticked={confirmed.includes(change.id)}
          onTick={onTick}
          onAllow={onAllow}
        />
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
