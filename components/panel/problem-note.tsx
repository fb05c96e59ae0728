import type { Problem } from '../../lib/shared/errors.ts';
import { Icon } from './icon.tsx';

/** What went wrong and what to do next; never in place of what is already known. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const notConnected = problem.code === 'not-connected';
  return (
    <div class={`note note-${notConnected ? 'info' : 'error'}`} role="alert">
      <Icon name={notConnected ? 'info' : 'error'} />
      <div>
        <p class="strong">{problem.message}</p>
        <p>{problem.nextStep}</p>
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
