import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: ComponentChildren;
  /** Sentence about what is wrong with this very field. */
  error?: string | undefined;
  placeholder?: string;
  /** Keys are typed into password fields, so nobody reads them over a shoulder and no browser keeps them as text. */
  secret?: boolean;
  inputMode?: 'text' | 'url' | 'decimal';
  maxLength?: number;
}

export function TextField({
  label,
  value,
  onInput,
  hint,
  error,
  placeholder,
  secret = false,
  inputMode = 'text',
  maxLength,
}: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = {
    id,
    value,
    placeholder,
    inputMode,
    maxLength,
    autocomplete: secret ? 'new-password' : 'off',
    spellcheck: false,
    'aria-invalid': Boolean(error),
    'aria-describedby': described || undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  };
  return (
    <div class="bb-field">
      <label for={id}>{label}</label>
      {secret ? <input type="password" {...attributes} /> : <input type="text" {...attributes} />}
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

interface TextAreaFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
}

/** Text of several lines, as long as the user likes. */
export function TextAreaField({ label, value, onInput, error }: TextAreaFieldProps) {
  const id = useId();
  return (
    <div class="bb-field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        value={value}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error && (
        <p class="bb-field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
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
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (takesFocus) select.current?.focus();
  }, [takesFocus]);
  return (
    <div class="bb-field">
      <label for={id}>{label}</label>
      <select
        id={id}
        ref={select}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
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
      {hint && (
        <p class="bb-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
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
  return (
    <div class="bb-switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="bb-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
