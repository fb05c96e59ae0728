import { useEffect } from 'preact/hooks';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { formatNumber } from '../ui/format.ts';
import { useLater } from '../ui/use-later.ts';
import { useRequest } from '../ui/use-request.ts';
import { APPROVALS_CHANGED } from './approvals-changed.ts';
import { APPROVALS } from './texts/approvals.ts';

/** Milliseconds before it is asked for the first time: the worker goes through all that waits for this number. */
const FIRST = SECOND;

/** How many changes wait for approval, beside the navigation; nothing where none does. */
export function ApprovalsCount() {
  const isDue = useLater(FIRST);
  const { value, reload } = useRequest(() => send('approvals.list', { search: '', offset: 0, limit: 1 }), {
    when: isDue,
    every: 30 * SECOND,
  });
  useEffect(() => {
    addEventListener(APPROVALS_CHANGED, reload);
    return () => removeEventListener(APPROVALS_CHANGED, reload);
  }, [reload]);
  const waiting = Object.values(value?.counts ?? {}).reduce((sum, n) => sum + n, 0);
  if (waiting === 0) return null;
  return (
    <>
      {' '}
      <span class="bb-pill">
        {formatNumber(waiting)}
        <span class="bb-visually-hidden"> {APPROVALS.waiting}</span>
      </span>
    </>
  );
}
