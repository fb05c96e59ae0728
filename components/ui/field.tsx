import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

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
  inputMode?: 'text' | 'url';
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
}: TextFieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = {
    id,
    value,
    placeholder,
    inputMode,
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

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  hint?: ComponentChildren;
}

export function ChoiceField<T extends string>({ label, value, choices, onChange, hint }: ChoiceFieldProps<T>) {
  const id = useId();
  return (
    <div class="bb-field">
      <label for={id}>{label}</label>
      <select
        id={id}
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
