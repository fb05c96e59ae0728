import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LockMark, useLockedReason } from './locked.tsx';

interface ButtonProps {
  kind?: 'primary' | 'secondary' | 'quiet' | 'icon';
  type?: 'button' | 'submit';
  /** Shows that work is going on and refuses a second click. */
  busy?: boolean;
  /** Refuses clicks, for instance while something else is going on. */
  disabled?: boolean;
  /** It changes what it is at, and refuses while that is locked. */
  edits?: boolean;
  /** There is nothing to do here at all: the button cannot take the focus either. */
  unavailable?: boolean;
  /** Takes the focus when it comes: where what a user worked with has just gone. */
  takesFocus?: boolean;
  /** Its name, where its text does not say it. */
  label?: string | undefined;
  title?: string | undefined;
  /** Of a button that opens and closes something: what it controls is open. */
  expanded?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

/**
 * The button of every surface. Refuses by `aria-disabled`, not `disabled`: a button that becomes disabled loses the focus of whoever
 * works by keyboard, and in the panel the next key press, Escape for one, would go to ConnectWise's page instead.
 */
export function Button({
  kind = 'secondary',
  type = 'button',
  busy = false,
  disabled = false,
  edits = false,
  unavailable = false,
  takesFocus = false,
  label,
  title,
  expanded,
  onClick,
  children,
}: ButtonProps) {
  const isLocked = useLockedReason() !== undefined && edits;
  const refuses = busy || disabled || isLocked;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <button
      ref={button}
      type={type}
      class={`bb-button bb-button-${kind}`}
      disabled={unavailable}
      aria-disabled={refuses || undefined}
      aria-busy={busy}
      aria-label={label}
      title={title}
      aria-expanded={expanded}
      onClick={(event) => {
        if (refuses) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy && <span class="bb-spinner" aria-hidden="true" />}
      {children}
      {isLocked && (
        <span class="bb-visually-hidden">
          <LockMark />
        </span>
      )}
    </button>
  );
}
