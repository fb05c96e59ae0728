import { useState } from 'preact/hooks';
import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import type { EventView } from '../../lib/domain/event-view.ts';
import { send } from '../../lib/messages/send.ts';
import { isYoungerThan } from '../../lib/shared/age.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { readTime } from '../../lib/shared/time.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { formatShortMoment } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { UNKNOWN_TIME } from '../ui/texts.ts';
import { EVENT, EVENT_STATES, waitingWords } from './texts/event-log.ts';
import { TYPE_WORDS } from './texts/rules.ts';

const TONES: Record<EventView['state'], string> = {
  waiting: 'quiet',
  done: 'ok',
  skipped: 'quiet',
  'needs-user': 'warning',
};

interface Props {
  event: EventView;
  /** How the connections are, as the log shows it above. */
  states: ConnectionStates | undefined;
  /** It is being processed again since this, in milliseconds since the epoch; undefined: it is not. */
  askedAt: number | undefined;
  onAsked: () => void;
}

/** After this long somebody should know that it is tried again without them. */
const LONG = 30_000;

/** One event with what was done about it, as in the guides' event log (docs/reference/setup-guides.md#figure-22). */
export function EventRow({ event, states, askedAt, onAsked }: Props) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const isAgain = askedAt !== undefined && event.state === 'waiting';
  const customer = event.customerName ?? EVENT.unnamedCustomer(event.customerId);

  const reprocess = async () => {
    setSending(true);
    setFailure(null);
    const result = await send('event.reprocess', { source: event.source, id: event.id });
    setSending(false);
    if (result.ok) onAsked();
    else setFailure(result.failure);
  };
  return (
    <li class="bb-log-row">
      <span class={`bb-dot bb-tone-${event.severity}`} role="img" aria-label={event.severity} />
      <p class="bb-log-when">
        <Moment at={event.at} />
        <span class="bb-hint">
          <Age at={event.at} />
        </span>
      </p>
      <p class="bb-log-who">
        {customer}
        <span class="bb-hint">{[event.accountId, TYPE_WORDS[event.type]].filter(Boolean).join(' · ')}</span>
      </p>
      <div class="bb-log-what">
        <p class="bb-log-title">{event.message}</p>
        <Processed event={event} />
        <div class="bb-log-foot">
          <span class={`bb-pill bb-tone-${TONES[event.state]}`}>{EVENT_STATES[event.state]}</span>
          {event.state === 'waiting' && <span class="bb-hint">{waitingWords(event, states, Date.now())}</span>}
          <Button kind="quiet" busy={sending || isAgain} onClick={() => void reprocess()}>
            {EVENT.reprocess}
            <span class="bb-visually-hidden"> {EVENT.ofEvent(event.message)}</span>
          </Button>
        </div>
        <div aria-live="polite">
          {failure && <FailureNotice failure={failure} />}
          {askedAt !== undefined && <p class="bb-hint">{again(event, askedAt)}</p>}
        </div>
      </div>
    </li>
  );
}

/** The guides' words: how many actions, when, and a sentence each. */
function Processed({ event: { processedAt, actions, outcomes } }: { event: EventView }) {
  if (outcomes.length === 0) return null;
  return (
    <>
      {processedAt && actions > 0 && (
        <p class="bb-hint">
          {EVENT.processedBefore(actions)}
          <Moment at={processedAt} />:
        </p>
      )}
      <ul class="bb-log-outcomes">
        {outcomes.map((sentence) => (
          <li key={sentence}>{formatText(sentence)}</li>
        ))}
      </ul>
    </>
  );
}

function Moment({ at }: { at: string }) {
  const time = readTime(at);
  return time === undefined ? <span>{UNKNOWN_TIME}</span> : <time dateTime={at}>{formatShortMoment(time)}</time>;
}

function again({ state, outcomes }: EventView, askedAt: number): string {
  if (state !== 'waiting') return formatText(`${EVENT.again} ${outcomes.at(-1) ?? ''}`.trim());
  if (isYoungerThan(LONG, askedAt, Date.now())) return EVENT.processingAgain;
  return EVENT.stillWaiting;
}
