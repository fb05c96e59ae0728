import {
  type ConnectionStates,
  isOfConnection,
  isReportedBy,
  SIDES,
  type Side,
} from '../../lib/domain/connection-state.ts';
import { type Failure, isSameFailure, sentence } from '../../lib/shared/errors.ts';
import { SIDE_NAMES, sideSentence } from '../connection/texts.ts';
import { Button } from '../ui/button.tsx';
import { formatText } from '../ui/format-text.ts';
import { Notice } from '../ui/notice.tsx';
import { FailureNote } from './failure-note.tsx';
import * as NOTES from './texts/notes.ts';

export interface ConnectionNotesProps {
  /** undefined: not known yet. */
  states: ConnectionStates | undefined;
  /** The last request that failed. */
  failure: Failure | null;
  /** Why the portal's part comes from the cache. */
  portalFailure: Failure | undefined;
  now: number;
  onRetry: () => void;
  /** Opens the page where what is missing is connected; absent: a link does. */
  onConnect?: (() => void) | undefined;
}

/** Everything that keeps the panel from being up to date, each once, with the words of the popup and the options. */
export function ConnectionNotes({ states, failure, portalFailure, now, onRetry, onConnect }: ConnectionNotesProps) {
  const missing = states ? SIDES.filter((side) => states[side].state === 'not-connected') : [];
  const failing = states ? SIDES.filter((side) => states[side].state === 'failed') : [];
  const mayRetry = (one: Failure | undefined) => (isSameFailure(one, failure) ? { onRetry } : {});
  const rest = [ofNow(portalFailure, states), failure].filter(
    (one, index, all): one is Failure =>
      !!one && !isReportedBy(states, one) && all.findIndex((other) => isSameFailure(other, one)) === index,
  );
  return (
    <>
      {states?.storage && <FailureNote failure={states.storage} {...(failure?.code === 'storage' && { onRetry })} />}
      {missing.map((side) => (
        <MissingSide
          key={side}
          title={titleOf(side, states, now)}
          failure={states?.[side].failure}
          {...{ onConnect }}
        />
      ))}
      {failing.map((side) => (
        <FailureNote
          key={side}
          title={titleOf(side, states, now)}
          failure={states?.[side].failure ?? NOT_NAMED}
          {...mayRetry(states?.[side].failure)}
        />
      ))}
      {rest.map((one) => (
        <FailureNote key={one.message} failure={one} {...mayRetry(one)} />
      ))}
    </>
  );
}

interface MissingSideProps {
  title: string;
  /** Why a connection that is stored does not count. */
  failure: Failure | undefined;
  onConnect: (() => void) | undefined;
}

/** A side that is not connected: nothing of the record can be read, and this is the way to change that. */
function MissingSide({ title, failure, onConnect }: MissingSideProps) {
  return (
    <Notice tone="info">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{failure ? formatText(sentence(failure)) : NOTES.needsBoth}</p>
      <p>
        {onConnect ? <Button onClick={onConnect}>{NOTES.connect}</Button> : <a href="/welcome.html">{NOTES.connect}</a>}
      </p>
    </Notice>
  );
}

/** Whether one of these notes says a failure already. */
export function isNoted(
  noted: Pick<ConnectionNotesProps, 'states' | 'failure' | 'portalFailure'>,
  one: Failure,
): boolean {
  const { states, failure, portalFailure } = noted;
  return isReportedBy(states, one) || [failure, portalFailure].some((other) => isSameFailure(other, one));
}

/** The portal's failure of the last view; a portal that answers again does not show one of its connection any more. */
function ofNow(portalFailure: Failure | undefined, states: ConnectionStates | undefined): Failure | undefined {
  const isOver = states?.portal.state === 'ok' && portalFailure !== undefined && isOfConnection(portalFailure);
  return isOver ? undefined : portalFailure;
}

function titleOf(side: Side, states: ConnectionStates | undefined, now: number): string {
  return states ? sideSentence(side, states[side], now) : SIDE_NAMES[side];
}

const NOT_NAMED: Failure = {
  code: 'unreachable',
  message: NOTES.callFailed,
  nextStep: NOTES.callFailedNext,
};
