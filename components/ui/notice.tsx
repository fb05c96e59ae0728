import type { ComponentChildren } from 'preact';
import type { Failure } from '../../lib/shared/errors.ts';
import { Button } from './button.tsx';
import { formatText } from './format-text.ts';
import { Icon } from './icon.tsx';
import { TRY_AGAIN } from './texts.ts';

type Tone = 'ok' | 'warning' | 'error' | 'info';

/** A boxed sentence. Errors interrupt a screen reader, the rest waits its turn. */
export function Notice({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <div class={`bb-notice bb-tone-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone} />
      <div>{children}</div>
    </div>
  );
}

interface FailureNoticeProps {
  failure: Failure;
  tone?: Tone;
  /** Stands above the failure's own sentences, e.g. which connection it is of. */
  title?: string | undefined;
  onRetry?: (() => void) | undefined;
  /** What else helps, below the next step. */
  children?: ComponentChildren;
}

/** What went wrong and what to do next, in that order; never in place of what is already known. */
export function FailureNotice({ failure, tone = 'error', title, onRetry, children }: FailureNoticeProps) {
  const message = formatText(failure.message);
  return (
    <Notice tone={tone}>
      <p>
        <strong>{title ?? message}</strong>
      </p>
      {title && <p>{message}</p>}
      {failure.nextStep && <p>{formatText(failure.nextStep)}</p>}
      {children}
      {onRetry && <Button onClick={onRetry}>{TRY_AGAIN}</Button>}
    </Notice>
  );
}
