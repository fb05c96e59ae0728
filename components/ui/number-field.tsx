import { useId, useState } from 'preact/hooks';

interface NumberFieldProps {
  label: string;
  /** Stands behind the number, e.g. `%`. */
  unit: string;
  /** NaN: what was typed is no number. */
  value: number;
  max: number;
  hint?: string;
  onInput: (value: number) => void;
}

/** A number from 0 to `max` with its unit. What is no such number stays as it was typed, with a sentence about it. */
export function NumberField({ label, unit, value, max, hint, onInput }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  // `1.` is the number 1 already, and the beginning of `1.5`.
  const shown = typed !== null && Object.is(numberOf(typed), value) ? typed : Number.isNaN(value) ? '' : String(value);
  const error = isNumberTo(value, max) ? undefined : `Enter a number from 0 to ${max.toLocaleString()}.`;
  return (
    <div class="bb-field">
      <label for={id}>{label}</label>
      <div class="bb-number">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={shown}
          aria-invalid={Boolean(error)}
          aria-describedby={[`${id}-unit`, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            onInput(numberOf(event.currentTarget.value));
          }}
        />
        <span id={`${id}-unit`}>{unit}</span>
      </div>
      {hint && (
        <p class="bb-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="bb-field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

export function isNumberTo(value: number, max: number): boolean {
  return value >= 0 && value <= max;
}

/** NaN for what is no number. */
function numberOf(typed: string): number {
  const text = typed.trim().replace(',', '.');
  return /^\d*\.?\d*$/.test(text) && /\d/.test(text) ? Number(text) : Number.NaN;
}
