import { useEffect, useRef, useState } from 'preact/hooks';
import type { EventView } from '../../lib/domain/event-view.ts';
import { valueIn, withValue } from '../../lib/domain/log-search/edit-query.ts';
import { EVENT_FIELDS, NOT_PROCESSED_CONDITION } from '../../lib/domain/log-search/event-fields.ts';
import { send } from '../../lib/messages/send.ts';
import { SECOND } from '../../lib/shared/time.ts';
import { ConnectionNotices } from '../connection/connection-notices.tsx';
import { useConnections } from '../connection/use-connections.ts';
import { Switch } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { EventDetails } from './event-details.tsx';
import { eventFile } from './event-file.ts';
import { EventRow } from './event-row.tsx';
import { LogExport } from './log-export.tsx';
import { LogList } from './log-list.tsx';
import { FoundLine, LogSearchBar } from './log-search-bar.tsx';
import { EVENT_CONTROLS, EVENT_EXAMPLES, EVENT_LOG } from './texts/event-log.ts';
import { UnreadableEvents } from './unreadable-events.tsx';
import { useLogSearch } from './use-log-search.ts';

interface EventLogSectionProps {
  visible: boolean;
  /** The search of the address. */
  part?: string;
}

/**
 * What the portal reported and what came of it: the guides' event log (docs/reference/setup-guides.md#figure-22), with its search and
 * Reprocess.
 */
export function EventLogSection({ visible, part = '' }: EventLogSectionProps) {
  /** When each was asked to be processed again. */
  const [asked, setAsked] = useState<ReadonlyMap<string, number>>(new Map());
  const search = useLogSearch<EventView>({
    fields: EVENT_FIELDS,
    ask: (query) => send('events.search', query),
    section: 'event-log',
    part,
    visible,
  });
  const { query, setQuery, rows, total } = search;
  const states = useConnections(visible);
  const firstSeen = useRef(0);
  const isWaiting = [...asked.keys()].some((key) => isStillWaiting(key, rows.rowAt));
  useEvery(isWaiting ? SECOND : 10 * SECOND, visible, () => {
    // Further down, new events would move the rows that are read.
    if (firstSeen.current === 0 || isWaiting) rows.reload();
  });
  const { value: isNotProcessed, set } = {
    value: valueIn(query, EVENT_FIELDS.fields, NOT_PROCESSED_CONDITION) === '?*',
    set: (on: boolean) => setQuery(withValue(query, EVENT_FIELDS.fields, NOT_PROCESSED_CONDITION, on ? '?*' : '')),
  };
  return (
    <>
      <h1>{EVENT_LOG.heading}</h1>
      <p class="bb-lead">{EVENT_LOG.lead}</p>
      <LogSearchBar
        fields={EVENT_FIELDS}
        search={search}
        placeholder={EVENT_LOG.placeholder}
        {...EVENT_CONTROLS}
        examples={EVENT_EXAMPLES}
      >
        <Switch label={EVENT_LOG.notProcessed} checked={isNotProcessed} onChange={set} />
      </LogSearchBar>
      <div class="bb-notices">
        <ConnectionNotices states={states} also={[rows.failure]} />
      </div>
      <UnreadableEvents visible={visible} />
      <div class="bb-log-tools">
        <FoundLine search={search} one={EVENT_LOG.one} />
        <LogExport
          one={EVENT_LOG.one}
          file={(reported) =>
            eventFile(
              (window) => send('events.search', { ...window, asker: 'export', query: search.asked, all: true }),
              reported,
            )
          }
          name="backup-bridge-events"
          isDisabled={!total || search.wrong !== undefined}
        />
      </div>
      {total === undefined && !rows.failure && <Skeleton />}
      {total === 0 && !search.wrong && <p class="bb-empty">{emptyWords(search.asked)}</p>}
      {total !== undefined && total > 0 && (
        <LogList<EventView>
          label={EVENT_LOG.heading}
          total={total}
          query={search.asked}
          isOld={search.wrong !== undefined}
          rowAt={rows.rowAt}
          need={(first, last) => {
            firstSeen.current = first;
            rows.need(first, last);
          }}
          keyOf={keyOf}
          rowClass="bb-event"
          summary={(event) => <EventRow event={event} states={states} />}
          details={(event) => (
            <EventDetails
              event={event}
              states={states}
              askedAt={asked.get(keyOf(event))}
              onAsked={() => {
                setAsked(new Map(asked).set(keyOf(event), Date.now()));
                rows.reload();
              }}
            />
          )}
        />
      )}
    </>
  );
}

/** Calls again and again while it is looked at. */
function useEvery(milliseconds: number, when: boolean, call: () => void): void {
  const latest = useRef(call);
  latest.current = call;
  useEffect(() => {
    if (!when) return;
    const timer = setInterval(() => document.hidden || latest.current(), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds, when]);
}

/** Whether an event that was asked to be processed again is seen to wait. */
function isStillWaiting(key: string, rowAt: (index: number) => EventView | undefined): boolean {
  for (let index = 0; index < 1_000; index += 1) {
    const event = rowAt(index);
    if (event && keyOf(event) === key) return event.state === 'waiting';
  }
  return false;
}

function keyOf({ source, id }: EventView): string {
  return `${source} ${id}`;
}

function emptyWords(query: string): string {
  if (query.trim() === '') return EVENT_LOG.empty;
  const isOnlyFilter = withValue(query, EVENT_FIELDS.fields, NOT_PROCESSED_CONDITION, '') === '';
  return isOnlyFilter ? EVENT_LOG.noneOpen : EVENT_LOG.nothingFound(query.trim());
}
