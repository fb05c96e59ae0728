import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionStates } from '../../lib/domain/connection-state.ts';
import type { EventView } from '../../lib/domain/event-view.ts';
import { SEVERITY_WORDS, TYPE_WORDS } from '../../lib/domain/log-search/event-fields.ts';
import { send } from '../../lib/messages/send.ts';
import { isYoungerThan } from '../../lib/shared/age.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { EventLinks } from './event-links.tsx';
import { customerOf, Moment } from './event-row.tsx';
import { EVENT, waitingWords } from './texts/event-log.ts';

interface EventDetailsProps {
  event: EventView;
  /** How the connections are, as the log shows it above. */
  states: ConnectionStates | undefined;
  /** It is being processed again since this, in milliseconds since the epoch; undefined: it is not. */
  askedAt: number | undefined;
  onAsked: () => void;
}

/** After this long somebody should know that it is tried again without them. */
const LONG = 30_000;

/** All of an event: what was done about it as in the guides' event log (docs/reference/setup-guides.md#figure-22), or why it waits. */
export function EventDetails({ event, states, askedAt, onAsked }: EventDetailsProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const isAgain = askedAt !== undefined && event.state === 'waiting';

  const reprocess = async () => {
    setSending(true);
    setFailure(null);
    const result = await send('event.reprocess', { source: event.source, id: event.id });
    setSending(false);
    if (result.ok) onAsked();
    else setFailure(result.failure);
  };
  return (
    <>
      <p class="bb-log-message">{event.message}</p>
      <Processed event={event} />
      {event.state === 'waiting' && <p>{waitingWords(event, states, Date.now())}</p>}
      <Members event={event} />
      <div class="bb-log-foot">
        <Button busy={sending || isAgain} onClick={() => void reprocess()}>
          {EVENT.reprocess}
          <span class="bb-visually-hidden"> {EVENT.ofEvent(event.message)}</span>
        </Button>
        <EventLinks event={event} states={states} />
      </div>
      <div aria-live="polite">
        {failure && <FailureNotice failure={failure} />}
        {askedAt !== undefined && <p class="bb-hint">{again(event, askedAt)}</p>}
      </div>
    </>
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

function Members({ event }: { event: EventView }) {
  const { at, seenAt, customerId, accountId, type, severity, source, id, details } = event;
  const members: [name: string, value: ComponentChildren][] = [
    [EVENT.customer, customerOf(event)],
    [EVENT.customerId, customerId],
    [EVENT.account, accountId],
    [EVENT.type, TYPE_WORDS[type]],
    [EVENT.severity, SEVERITY_WORDS[severity]],
    [
      EVENT.reported,
      <>
        <Moment at={at} /> (<Age at={at} />)
      </>,
    ],
    [EVENT.received, <Moment key={seenAt} at={seenAt} />],
    [EVENT.portal, source],
    [EVENT.eventId, id],
    [EVENT.details, details],
  ];
  return (
    <dl class="bb-log-members">
      {members.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function again({ state, outcomes }: EventView, askedAt: number): string {
  if (state !== 'waiting') return formatText(`${EVENT.again} ${outcomes.at(-1) ?? ''}`.trim());
  if (isYoungerThan(LONG, askedAt, Date.now())) return EVENT.processingAgain;
  return EVENT.stillWaiting;
}
