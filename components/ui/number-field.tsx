import { useId, useState } from 'preact/hooks';
import { describedBy, Field } from './field.tsx';
import { useLockedReason } from './locked.tsx';
import { numberFailure } from './texts.ts';

interface NumberFieldProps {
  label: string;
  /** Stands behind the number, e.g. `%`. */
  unit: string;
  /** NaN: what was typed is no number. */
  value: number;
  max: number;
  /** Absent: 0. */
  min?: number;
  hint?: string;
  /** Sentence about a number that is none from `min` to `max`, by what was typed; absent: which numbers may be entered. */
  failure?: (typed: string) => string;
  onInput: (value: number) => void;
}

/** A number from `min` to `max` with its unit. What is no such number stays as it was typed, with a sentence about it. */
export function NumberField({ label, unit, value, max, min = 0, hint, failure, onInput }: NumberFieldProps) {
  const id = useId();
  const isLocked = useLockedReason() !== undefined;
  const [typed, setTyped] = useState<string | null>(null);
  // `1.` is the number 1 already, and the beginning of `1.5`.
  const shown = typed !== null && Object.is(numberOf(typed), value) ? typed : Number.isNaN(value) ? '' : String(value);
  const sentence = failure ?? (() => numberFailure(max.toLocaleString()));
  const error = isNumberTo(value, max, min) ? undefined : sentence(shown);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div class="bb-number">
        <input
          {...describedBy(id, { hint, error }, `${id}-unit`)}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          readOnly={isLocked}
          value={shown}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            onInput(numberOf(event.currentTarget.value));
          }}
        />
        <span id={`${id}-unit`}>{unit}</span>
      </div>
    </Field>
  );
}

export function isNumberTo(value: number, max: number, min = 0): boolean {
  return value >= min && value <= max;
}

/** NaN for what is no number. */
function numberOf(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return /^\d*\.?\d*$/.test(text) && /\d/.test(text) ? Number(text) : Number.NaN;
}
