import { useState } from 'preact/hooks';
import { allowanceOf, MOST_INCLUDED, takesAllowance } from '../../lib/domain/addition-allowance.ts';
import type { Change } from '../../lib/domain/change.ts';
import { moneySentence } from '../../lib/domain/money-sentence.ts';
import type { JsonValue } from '../../lib/shared/json.ts';
import { QuantityOrigin } from '../plan/quantity-origin.tsx';
import { recordFields } from '../plan/record-fields.ts';
import { fieldLabel, OP_WORDS } from '../plan/texts/changes.ts';
import { Value } from '../plan/value.tsx';
import { formatText } from '../ui/format-text.ts';
import { NumberField } from '../ui/number-field.tsx';
import * as PREVIEW from './texts/preview.ts';

interface ChangeRowProps {
  change: Change;
  ticked: boolean;
  /** Absent: it is approved elsewhere. */
  onTick: ((id: string, on: boolean) => void) | undefined;
  /** Is given how much of a line that is created is free, as it is typed; NaN: no number. */
  onAllow: (id: string, lessIncluded: number) => void;
}

/** One change: what becomes of each field, what it is worth, why, and the tick that a guarded one needs. */
export function ChangeRow({ change, ticked, onTick, onAllow }: ChangeRowProps) {
  return (
    <li class={`change change-${change.op}`}>
      <p>
        <span class="bb-pill">{OP_WORDS[change.op]}</span> <span class="bb-strong">{change.label}</span>
      </p>
      {change.money && <p class="money">{moneySentence(change.money, change.part === 'undo' ? 'undo' : 'planned')}.</p>}
      {change.op === 'create' ? <NewFields change={change} /> : <ChangedFields change={change} />}
      {takesAllowance(change) && <Allowance change={change} onAllow={onAllow} />}
      <p class="bb-hint">{formatText(change.reason)}</p>
      <QuantityOrigin measured={change.measured} />
      {change.guard && !onTick && (
        <p class="guard">
          <span>
            {formatText(change.guard.message)} <span class="bb-strong">{PREVIEW.onHold}</span>
          </span>
        </p>
      )}
      {change.guard && onTick && (
        <label class="guard">
          <input
            type="checkbox"
            checked={ticked}
            onChange={(event) => onTick(change.id, event.currentTarget.checked)}
          />
          <span>
            {formatText(change.guard.message)} <span class="bb-strong">{PREVIEW.approve}</span>
          </span>
        </label>
      )}
    </li>
  );
}

/** How much of a new line is free: what the product's name says, until a user says something else. */
function Allowance({ change, onAllow }: Pick<ChangeRowProps, 'change' | 'onAllow'>) {
  const [typed, setTyped] = useState(() => allowanceOf(change));
  return (
    <NumberField
      label={PREVIEW.allowance}
      unit=""
      hint={PREVIEW.allowanceHint}
      max={MOST_INCLUDED}
      value={typed}
      onInput={(value) => {
        setTyped(value);
        onAllow(change.id, value);
      }}
    />
  );
}

/** A new record as one text. */
function NewFields({ change }: { change: Change }) {
  return (
    <div class="new-fields">
      {recordFields(change).map(({ field, value }, index) => (
        <span key={field}>
          {index > 0 && <span class="bb-muted"> · </span>}
          <span class="bb-muted">{fieldLabel(field)}</span> <Value value={value} field={field} />
        </span>
      ))}
    </div>
  );
}

function ChangedFields({ change }: { change: Change }) {
  return (
    <dl>
      {change.fields.map(({ field, from, to }) => (
        <div key={field} class={isLong(from) || isLong(to) ? 'long' : undefined}>
          <dt class="bb-muted">{fieldLabel(field)}</dt>
          <dd>
            <del>
              <Value value={from} field={field} />
            </del>
            {change.op === 'update' && (
              <>
                <span aria-hidden="true"> → </span>
                <span class="bb-visually-hidden">{PREVIEW.becomes}</span>
                <ins>
                  <Value value={to} field={field} />
                </ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Longer than what stands in one line beside its label. */
function isLong(value: JsonValue): boolean {
  return typeof value === 'string' && (value.length > 20 || value.includes('\n'));
}
