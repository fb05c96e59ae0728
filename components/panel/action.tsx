import type { ComponentChildren } from 'preact';

interface ActionProps {
  kind?: 'primary' | 'plain' | undefined;
  /** Something is going on: the click does nothing, but the button keeps the focus of whoever works by keyboard. */
  busy: boolean;
  /** There is nothing to do here at all. */
  disabled?: boolean;
  label?: string | undefined;
  title?: string | undefined;
  class?: string;
  onClick: () => void;
  children: ComponentChildren;
}

/**
 * A button of the panel that waits while something is going on. Not `disabled` then: a browser takes the focus away from a
 * button that becomes disabled, and the next key press, Escape for one, would go to ConnectWise's page instead.
 */
export function Action({
  kind,
  busy,
  disabled = false,
  label,
  title,
  class: base = 'button',
  onClick,
  children,
}: ActionProps) {
  return (
    <button
      type="button"
      class={kind ? `${base} button-${kind}` : base}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-label={label}
      title={title}
      onClick={() => {
        if (!busy) onClick();
      }}
    >
      {children}
    </button>
  );
}
