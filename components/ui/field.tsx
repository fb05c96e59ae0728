import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { LockMark, useLockedReason } from './locked.tsx';

interface Described {
  hint?: ComponentChildren;
  /** Sentence about what is wrong with this very field. */
  error?: string | undefined;
  /** What was done or found about what was typed, and a button that corrects it; said when it comes. */
  note?: ComponentChildren;
}

/** Returns what a control needs to be read out with its hint and its error, see `Field`. */
export function describedBy(id: string, { hint, error, note }: Described, ...more: string[]) {
  const ids = [...more, hint && `${id}-hint`, error && `${id}-error`, note && `${id}-note`].filter(Boolean).join(' ');
  return { id, 'aria-invalid': Boolean(error), 'aria-describedby': ids || undefined };
}

function Description({ id, hint, error, note }: Described & { id: string }) {
  return (
    <>
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
      {note && (
        <div class="bb-field-note" id={`${id}-note`} role="status">
          {note}
        </div>
      )}
    </>
  );
}

interface FieldProps extends Described {
  /** Of the control. */
  id: string;
  label: string;
  children: ComponentChildren;
}

/** A control with its label above, and its hint and error below. */
export function Field({ id, label, children, ...description }: FieldProps) {
  return (
    <div class="bb-field">
      <label for={id}>
        {label}
        <LockMark />
      </label>
      {children}
      <Description id={id} {...description} />
    </div>
  );
}

interface TextFieldProps extends Described {
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  /** Keys are typed into password fields, so nobody reads them over a shoulder and no browser keeps them as text. */
  secret?: boolean;
  inputMode?: 'text' | 'url' | 'decimal';
  maxLength?: number;
  /** What is wrong is said elsewhere. */
  isWrong?: boolean;
  /** Takes the focus when it comes. */
  takesFocus?: boolean;
}

export function TextField({
  label,
  value,
  onInput,
  placeholder,
  secret = false,
  inputMode = 'text',
  maxLength,
  isWrong = false,
  takesFocus = false,
  ...description
}: TextFieldProps) {
  const id = useId();
  const isLocked = useLockedReason() !== undefined;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  const attributes = {
    ...describedBy(id, description),
    'aria-invalid': isWrong || Boolean(description.error),
    ref: input,
    value,
    placeholder,
    inputMode,
    maxLength,
    // Not disabled: what is locked can be read, and copied.
    readOnly: isLocked,
    autocomplete: secret ? 'new-password' : 'off',
    spellcheck: false,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  };
  return (
    <Field id={id} label={label} {...description}>
      {secret ? <input type="password" {...attributes} /> : <input type="text" {...attributes} />}
    </Field>
  );
}

interface TextAreaFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}

/** Text of several lines, as long as the user likes. */
export function TextAreaField({ label, value, onInput, error }: TextAreaFieldProps) {
  const id = useId();
  const isLocked = useLockedReason() !== undefined;
  return (
    <Field id={id} label={label} error={error}>
      <textarea
        {...describedBy(id, { error })}
        readOnly={isLocked}
        rows={2}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  hint?: ComponentChildren;
  /** Takes the focus when it comes: for the first field of a form that a click opened. */
  takesFocus?: boolean;
}

export function ChoiceField<T extends string>({
  label,
  value,
  choices,
  onChange,
  hint,
  takesFocus = false,
}: ChoiceFieldProps<T>) {
  const id = useId();
  const isLocked = useLockedReason() !== undefined;
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (takesFocus) select.current?.focus();
  }, [takesFocus]);
  return (
    <Field id={id} label={label} hint={hint}>
      <select
        {...describedBy(id, { hint })}
        ref={select}
        disabled={isLocked}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: ComponentChildren;
}

export function Switch({ label, checked, onChange, hint }: SwitchProps) {
  const id = useId();
  const isLocked = useLockedReason() !== undefined;
  return (
    <div class="bb-switch">
      <input
        {...describedBy(id, { hint })}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        disabled={isLocked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>
        {label}
        <LockMark />
      </label>
      <Description id={id} hint={hint} />
    </div>
  );
}
