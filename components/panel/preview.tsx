import { useEffect, useRef, useState } from 'preact/hooks';
import type { Change } from '../../lib/domain/change.ts';
import { Age } from './age.tsx';
import type { Preview } from './panel-state.ts';
import { count, fieldLabel, moneyText, valueText } from './words.ts';

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
  // A person who works by keyboard or ear lands on the heading of what just replaced the list.
  useEffect(() => heading.current?.focus(), []);

  const held = plan.changes.filter((change) => change.guard && !confirmed.includes(change.id)).length;
  const written = plan.changes.length - held;
  const tick = (id: string, on: boolean) =>
    setConfirmed(on ? [...confirmed, id] : confirmed.filter((known) => known !== id));

  return (
    <section class="preview" aria-labelledby="bb-preview-title">
      <h2 id="bb-preview-title" tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <p class="muted">
        {plan.changes.length === 0
          ? 'Nothing to change: ConnectWise already holds what the portal says.'
          : `${count(plan.changes.length, 'change')} in ConnectWise. Nothing is written before you press Apply.`}{' '}
        Portal facts from <Age at={plan.factsAt} now={now} />.
      </p>
      <ol class="changes">
        {plan.changes.map((change) => (
          <ChangeRow key={change.id} change={change} ticked={confirmed.includes(change.id)} onTick={tick} />
        ))}
      </ol>
      {plan.leftAlone.length > 0 && (
        <details class="left-alone">
          <summary>Left as it is: {plan.leftAlone.length}</summary>
          <ul>
            {plan.leftAlone.map((item) => (
              <li key={`${item.label} ${item.why}`}>
                <span class="strong">{item.label}</span>
                <span class="muted"> {item.why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="actions">
        {plan.changes.length > 0 && (
          <button
            type="button"
            class="button button-primary"
            disabled={busy || written === 0}
            onClick={() => onApply(plan.id, [...confirmed])}
          >
            {busy ? 'Starting…' : `Apply ${count(written, 'change')}`}
          </button>
        )}
        <button type="button" class="button" onClick={onCancel}>
          {plan.changes.length === 0 ? 'Close' : 'Cancel'}
        </button>
        {held > 0 && <span class="muted small">{count(held, 'change')} will be held</span>}
      </div>
    </section>
  );
}

const OP_WORDS: Record<Change['op'], string> = { create: 'New', update: 'Change', delete: 'Delete' };

function ChangeRow(props: { change: Change; ticked: boolean; onTick: (id: string, on: boolean) => void }) {
  const { change } = props;
  return (
    <li class={`change change-${change.op}`}>
      <p>
        <span class="tag">{OP_WORDS[change.op]}</span> <span class="strong">{change.label}</span>
      </p>
      <dl>
        {change.fields.map((field) => (
          <div key={field.field}>
            <dt>{fieldLabel(field.field)}</dt>
            <dd>
              {change.op !== 'create' && (
                <>
                  <del>{valueText(field.from, field.field)}</del>
                  <span aria-hidden="true"> → </span>
                  <span class="hidden-text"> becomes </span>
                </>
              )}
              {change.op !== 'delete' && <ins>{valueText(field.to, field.field)}</ins>}
            </dd>
          </div>
        ))}
      </dl>
      {change.money && <MoneyEffect {...change.money} />}
      <p class="muted small">{change.reason}</p>
      {change.guard && (
        <label class="guard">
          <input
            type="checkbox"
            checked={props.ticked}
            onChange={(event) => props.onTick(change.id, event.currentTarget.checked)}
          />
          <span>
            {change.guard.message} <span class="strong">Write it all the same</span>
          </span>
        </label>
      )}
    </li>
  );
}

function MoneyEffect({ from, to }: { from: number; to: number }) {
  const difference = to - from;
  return (
    <p class="money">
      Billed per cycle: {moneyText(from)} → <span class="strong">{moneyText(to)}</span>{' '}
      <span class="muted">
        ({difference >= 0 ? '+' : '−'}
        {moneyText(Math.abs(difference))})
      </span>
    </p>
  );
}
