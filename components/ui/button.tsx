import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ButtonProps {
  kind?: 'primary' | 'secondary' | 'quiet';
  type?: 'button' | 'submit';
  /** Shows that work is going on and refuses a second click. */
  busy?: boolean;
  /** Refuses clicks, for instance while something else is going on. */
  disabled?: boolean;
  /** Takes the focus when it comes: where what a user worked with has just gone. */
  takesFocus?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

/** Refuses by `aria-disabled`, not `disabled`: a button that becomes disabled loses the focus of whoever works by keyboard. */
export function Button({
  kind = 'secondary',
  type = 'button',
  busy = false,
  disabled = false,
  takesFocus = false,
  onClick,
  children,
}: ButtonProps) {
  const refuses = busy || disabled;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <button
      ref={button}
      type={type}
      class={`bb-button bb-button-${kind}`}
      aria-disabled={refuses || undefined}
      aria-busy={busy}
      onClick={(event) => {
        if (refuses) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy && <span class="bb-spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}
