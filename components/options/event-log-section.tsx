import { useState } from 'preact/hooks';
import type { EventView } from '../../lib/domain/views.ts';
import { send } from '../../lib/messages/send.ts';
import { Age } from '../ui/age.tsx';
import { Switch } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';

const NEWEST = 200;
const STATE_WORDS: Record<EventView['state'], string> = {
  waiting: 'Waiting',
  done: 'Processed',
  skipped: 'Skipped',
  'needs-person': 'Needs a person',
};

/** What the portal reported and what came of it: the seeds' event log (S15 figure 22). */
export function EventLogSection({ visible }: { visible: boolean }) {
  const events = useRequest(() => send('events.list', { limit: NEWEST }), { when: visible, every: 10_000 });
  const [problemsOnly, setProblemsOnly] = useState(false);
  const shown = (events.value ?? []).filter(
    (event) => !problemsOnly || event.state === 'needs-person' || event.severity === 'error',
  );
  return (
    <>
      <h1>Event log</h1>
      <p class="bb-lead">What the portal reported, and what Backup Bridge did about it. Newest {NEWEST}.</p>
      <Switch label="Problems only" checked={problemsOnly} onChange={setProblemsOnly} />
      {events.problem && <ProblemNotice problem={events.problem} />}
      {events.state === 'loading' && !events.value && <Skeleton />}
      {events.value && shown.length === 0 && (
        <p class="bb-empty">
          {problemsOnly
            ? 'No problems in the newest events.'
            : 'No events yet. They appear here as soon as the portal reports one.'}
        </p>
      )}
      <ol class="bb-log">
        {shown.map((event) => (
          <li key={event.id} class="bb-log-row">
            <span class={`bb-dot bb-dot-${event.severity}`} role="img" aria-label={event.severity} />
            <div>
              <p class="bb-log-title">{event.message}</p>
              <p class="bb-hint">
                {event.customerName ?? `Customer ${event.customerId}`} · <Age at={event.at} />
              </p>
              {event.outcomes.map((sentence) => (
                <p key={sentence} class="bb-log-outcome">
                  {sentence}
                </p>
              ))}
            </div>
            <span
              class={`bb-pill bb-pill-${event.state === 'needs-person' ? 'warning' : event.state === 'done' ? 'ok' : 'quiet'}`}
            >
              {STATE_WORDS[event.state]}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
