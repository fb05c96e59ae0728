import type { UnreadableEvent } from '../../lib/domain/unreadable-event.ts';
import { send } from '../../lib/messages/send.ts';
import { MINUTE } from '../../lib/shared/time.ts';
import { Age } from '../ui/age.tsx';
import { Notice } from '../ui/notice.tsx';
import { useRequest } from '../ui/use-request.ts';
import { UNREADABLE } from './texts/event-log.ts';

/** What the portal reported and nobody could read: the newest 50, folded, with the place in its answer and the value. */
export function UnreadableEvents({ visible }: { visible: boolean }) {
  const events = useRequest(() => send('events.unreadable', {}), { when: visible, every: MINUTE });
  const rows = events.value ?? [];
  if (rows.length === 0) return null;
  const areEvents = rows.every(isEvent);
  return (
    <div class="bb-unreadable">
      <Notice tone="warning">
        <details>
          <summary>
            <strong>{areEvents ? UNREADABLE.events(rows.length) : UNREADABLE.records(rows.length)}</strong>
          </summary>
          <p class="bb-hint">{areEvents ? UNREADABLE.eventsHint : UNREADABLE.recordsHint}</p>
          <ul>
            {rows.map((row) => (
              <li key={`${row.source} ${row.id} ${row.path} ${row.value}`}>
                <code>{row.path}</code>
                {row.id === undefined ? UNREADABLE.holdsBetween : UNREADABLE.idHoldsBetween(row.id)}
                <code>{row.value}</code>. {row.why}{' '}
                <span class="bb-hint">
                  {UNREADABLE.sourceBefore(row.source)}
                  <Age at={row.at} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      </Notice>
    </div>
  );
}

/** Else a device or a customer, which events would be derived from. */
function isEvent({ path }: UnreadableEvent): boolean {
  return path.startsWith('events');
}
