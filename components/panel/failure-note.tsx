import type { Failure } from '../../lib/shared/errors.ts';
import { formatText } from '../ui/format-text.ts';
import { Icon } from './icon.tsx';

interface Props {
  /** Stands above the failure's own sentences, e.g. which connection it is of. */
  title?: string;
  failure: Failure;
  onRetry?: () => void;
}

/** What went wrong and what to do next; never in place of what is already known. */
export function FailureNote({ title, failure, onRetry }: Props) {
  const notConnected = failure.code === 'not-connected';
  return (
    <div class={`note note-${notConnected ? 'info' : 'error'}`} role="alert">
      <Icon name={notConnected ? 'info' : 'error'} />
      <div>
        {title && <p class="strong">{title}</p>}
        <p class={title ? '' : 'strong'}>{formatText(failure.message)}</p>
        <p>{formatText(failure.nextStep)}</p>
        {notConnected && <p class="muted">The options open from the Backup Bridge button in the browser’s toolbar.</p>}
        {onRetry && (
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
