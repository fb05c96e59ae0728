import { send } from '../../lib/messages/send.ts';
import { sweepProgress, sweepRemaining } from '../options/bulk-sync-texts.ts';
import { useRequest } from '../ui/use-request.ts';

const REFRESH = 2000;

/** A push of all customers that is not over yet, in one line; nothing otherwise. */
export function SweepLine() {
  const { value: sweep } = useRequest(() => send('sweep.view', {}), { every: REFRESH });
  if (!sweep || (sweep.state !== 'running' && sweep.state !== 'paused')) return null;
  const { total, done } = sweep;
  const progress = sweepProgress(sweep);
  const rest = sweep.state === 'paused' ? 'paused' : sweepRemaining(sweep);
  return (
    <section class="bb-sweep-line" aria-label="Sync of all customers">
      <p>
        {total > 0 ? `Synced ${progress}` : progress}
        {rest && <span class="bb-hint">, {rest}</span>}
      </p>
      <a href="/options.html#companies" target="_blank" rel="noreferrer">
        Show
      </a>
      <progress class="bb-progress" aria-label={progress} {...(total > 0 ? { value: done, max: total } : {})} />
    </section>
  );
}
