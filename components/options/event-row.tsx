import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import type { EventView } from '../../lib/domain/event-view.ts';
import { EVENT_STATE_WORDS, SEVERITY_WORDS, TYPE_WORDS } from '../../lib/domain/log-search/event-fields.ts';
import { readTime } from '../../lib/shared/time.ts';
import { formatShortMoment } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { UNKNOWN_TIME } from '../ui/texts.ts';
import { EVENT, waitingWords } from './texts/event-log.ts';

const TONES: Record<EventView['state'], string> = {
  waiting: 'quiet',
  done: 'ok',
  skipped: 'quiet',
  'needs-user': 'warning',
};

interface EventRowProps {
  event: EventView;
  /** How the connections are, as the log shows it above. */
  states: ConnectionStates | undefined;
}

/** An event in one line: when, whose, what, and what came of it or why it waits. */
export function EventRow({ event, states }: EventRowProps) {
  const result =
    event.state === 'waiting'
      ? waitingWords(event, states, Date.now())
      : event.outcomes.map((sentence) => formatText(sentence)).join(' ');
  return (
    <>
      <span class={`bb-dot bb-tone-${event.severity}`} role="img" aria-label={SEVERITY_WORDS[event.severity]} />
      <span class="bb-log-when">
        <Moment at={event.at} />
      </span>
      <span class="bb-log-who" title={customerOf(event)}>
        {customerOf(event)}
      </span>
      <span class="bb-log-account bb-hint">
        {[event.accountId, TYPE_WORDS[event.type]].filter(Boolean).join(' · ')}
      </span>
      <span class="bb-log-what" title={event.message}>
        <span class="bb-log-title">{event.message}</span> <span class="bb-hint">{result}</span>
      </span>
      <span class={`bb-pill bb-tone-${TONES[event.state]}`}>{EVENT_STATE_WORDS[event.state]}</span>
    </>
  );
}

export function customerOf({ customerName, customerId }: EventView): string {
  return customerName ?? EVENT.unnamedCustomer(customerId);
}

export function Moment({ at }: { at: string }) {
  const time = readTime(at);
  return time === undefined ? <span>{UNKNOWN_TIME}</span> : <time dateTime={at}>{formatShortMoment(time)}</time>;
}
