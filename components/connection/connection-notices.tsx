import { type ConnectionStates, isReportedBy, SIDES, type Side } from '../../lib/domain/connection-state.ts';
import { type Failure, sentence } from '../../lib/shared/errors.ts';
import { formatText } from '../ui/format-text.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { CONNECT, sideSentence } from './texts.ts';

interface Props {
  /** undefined: not answered yet. */
  states: ConnectionStates | undefined;
  /** Sides that the screen needs. */
  sides?: readonly Side[];
  /** Failures of the screen's own requests: shown where no state says them already, each once. */
  also?: readonly (Failure | null | undefined)[];
  tone?: 'warning' | 'error';
  /** False: another part of the same screen shows what is wrong with the storage. */
  withStorage?: boolean;
}

/** Everything that keeps a screen of the options from working, once: the browser's storage, each side that does not work, then the rest. */
export function ConnectionNotices({ states, sides = SIDES, also = [], tone = 'error', withStorage = true }: Props) {
  const rest = distinct(also).filter((failure) => !isReportedBy(states, failure));
  return (
    <>
      {withStorage && states?.storage && <FailureNotice failure={states.storage} />}
      {states && sides.map((side) => <SideNotice key={side} side={side} state={states[side]} tone={tone} />)}
      {rest.map((failure) => (
        <FailureNotice key={failure.message} failure={failure} tone={tone} />
      ))}
    </>
  );
}

function SideNotice({ side, state, tone }: { side: Side; state: ConnectionStates[Side]; tone: 'warning' | 'error' }) {
  if (state.state !== 'failed' && state.state !== 'not-connected') return null;
  return (
    <Notice tone={state.state === 'failed' ? tone : 'info'}>
      <p>
        <strong>{sideSentence(side, state)}</strong>
      </p>
      {state.failure ? (
        <p>{formatText(sentence(state.failure))}</p>
      ) : (
        <p>
          {CONNECT.before}
          <a href="#connections">{CONNECT.link}</a>
          {CONNECT.after}
        </p>
      )}
    </Notice>
  );
}

/** Each failure once, by its message. */
function distinct(failures: readonly (Failure | null | undefined)[]): Failure[] {
  const byMessage = new Map<string, Failure>();
  for (const failure of failures)
    if (failure && !byMessage.has(failure.message)) byMessage.set(failure.message, failure);
  return [...byMessage.values()];
}
