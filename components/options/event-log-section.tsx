import { useState } from 'preact/hooks';
import type { EventView } from '../../lib/domain/event-view.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Switch, TextField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useRequest } from '../ui/use-request.ts';
import { type EventFilter, isSought } from './event-filter.ts';
import { EventRow } from './event-row.tsx';
import { EVENT_LOG } from './texts/event-log.ts';
import { UnreadableEvents } from './unreadable-events.tsx';

const NEWEST = 200;

/**
 * What the portal reported and what came of it: the guides' event log (docs/reference/setup-guides.md#figure-22), with
 * Reprocess.
 */
export function EventLogSection({ visible }: { visible: boolean }) {
  const [filter, setFilter] = useState<EventFilter>({ text: '', failuresOnly: false });
  /** When each was asked to be processed again. */
  const [asked, setAsked] = useState<ReadonlyMap<string, number>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const events = useRequest(() => send('events.list', { limit: NEWEST }), {
    when: visible,
    every: isBusy ? SECOND : 10 * SECOND,
  });
  const states = useConnections(visible);
  const shown = (events.value ?? []).filter((event) => isSought(event, filter));
  const isWaiting = (events.value ?? []).some((event) => event.state === 'waiting' && asked.has(keyOf(event)));
  if (isWaiting !== isBusy) setBusy(isWaiting);

  return (
    <>
      <h1>{EVENT_LOG.heading}</h1>
      <p class="bb-lead">{EVENT_LOG.lead(NEWEST)}</p>
      <div class="bb-log-filter">
        <TextField
          label={EVENT_LOG.search.label}
          value={filter.text}
          placeholder={EVENT_LOG.search.placeholder}
          hint={EVENT_LOG.search.hint}
          onInput={(text) => setFilter({ ...filter, text })}
        />
        <Switch
          label={EVENT_LOG.failuresOnly}
          checked={filter.failuresOnly}
          onChange={(failuresOnly) => setFilter({ ...filter, failuresOnly })}
        />
      </div>
      <div class="bb-notices">
        <ConnectionNotices states={states} also={[events.failure]} />
      </div>
      <UnreadableEvents visible={visible} />
      {events.state === 'loading' && !events.value && <Skeleton />}
      {events.value && events.value.length > 0 && (
        <p class="bb-hint" role="status">
          {shown.length === events.value.length
            ? EVENT_LOG.count(shown.length)
            : EVENT_LOG.countOf(shown.length, events.value.length)}
        </p>
      )}
      {events.value && shown.length === 0 && <p class="bb-empty">{emptyWords(events.value, filter)}</p>}
      <ol class="bb-log">
        {shown.map((event) => (
          <EventRow
            key={keyOf(event)}
            event={event}
            states={states}
            askedAt={asked.get(keyOf(event))}
            onAsked={() => {
              setAsked(new Map(asked).set(keyOf(event), Date.now()));
              events.reload();
            }}
          />
        ))}
      </ol>
    </>
  );
}

function keyOf({ source, id }: EventView): string {
  return `${source} ${id}`;
}

function emptyWords(events: readonly EventView[], { text, failuresOnly }: EventFilter): string {
  if (events.length === 0) return EVENT_LOG.empty;
  if (text.trim() === '') return EVENT_LOG.noFailures;
  const none = failuresOnly ? EVENT_LOG.noFailureContains : EVENT_LOG.noneContains;
  return none(text.trim(), NEWEST);
}
