import type { Health } from '../../lib/domain/health.ts';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';

/** Why an account is as it is. The age that it hangs on has its label in the sentence; one without says how long it has been so. */
export function HealthReason({ health, now }: { health: Health; now: number }) {
  const { reason, since } = health;
  return (
    <>
      {formatText(reason, now)}
      {since && !reason.includes('{ago ') && (
        <>
          {' '}
          <span class="bb-muted">
            (<Age at={since} now={now} />)
          </span>
        </>
      )}
    </>
  );
}
