import type { ComponentChildren } from 'preact';

interface ButtonProps {
  kind?: 'primary' | 'secondary' | 'quiet';
  type?: 'button' | 'submit';
  /** Shows that work is going on and refuses a second click. */
  busy?: boolean;
  disabled?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
}

export function Button({
  kind = 'secondary',
  type = 'button',
  busy = false,
  disabled = false,
  onClick,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`bb-button bb-button-${kind}`}
      disabled={disabled || busy}
      aria-busy={busy}
      onClick={onClick}
    >
      {busy && <span class="bb-spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}
