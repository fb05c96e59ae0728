import { type ConnectionStates, isToldBy, SIDES, type Side } from '../../lib/domain/connection-state.ts';
import { type Problem, sentence } from '../../lib/shared/errors.ts';
import { formatText } from '../ui/format-text.ts';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { SIDE_NAMES, stateWords } from './words.ts';

interface Props {
  /** undefined: not answered yet. */
  states: ConnectionStates | undefined;
  /** Sides that the screen needs. */
  sides?: readonly Side[];
  /** Failures of the screen's own requests: shown where no state says them already, each once. */
  also?: readonly (Problem | null | undefined)[];
  tone?: 'warning' | 'error';
}

/** Everything that keeps a screen of the options from working, once: the browser's storage, each side that does not work, then the rest. */
export function ConnectionNotices({ states, sides = SIDES, also = [], tone = 'error' }: Props) {
  const rest = distinct(also).filter((problem) => !isToldBy(states, problem));
  return (
    <>
      {states?.storage && <ProblemNotice problem={states.storage} />}
      {states && sides.map((side) => <SideNotice key={side} side={side} state={states[side]} tone={tone} />)}
      {rest.map((problem) => (
        <ProblemNotice key={problem.message} problem={problem} tone={tone} />
      ))}
    </>
  );
}

function SideNotice({ side, state, tone }: { side: Side; state: ConnectionStates[Side]; tone: 'warning' | 'error' }) {
  if (state.state !== 'failed' && state.state !== 'not-connected') return null;
  return (
    <Notice tone={state.state === 'failed' ? tone : 'info'}>
      <p>
        <strong>
          {SIDE_NAMES[side]}: {stateWords(state)}
        </strong>
      </p>
      {state.problem ? (
        <p>{formatText(sentence(state.problem))}</p>
      ) : (
        <p>
          Connect it under <a href="#connections">Connections</a>.
        </p>
      )}
    </Notice>
  );
}

/** Each failure once, by its message. */
function distinct(problems: readonly (Problem | null | undefined)[]): Problem[] {
  const byMessage = new Map<string, Problem>();
  for (const problem of problems)
    if (problem && !byMessage.has(problem.message)) byMessage.set(problem.message, problem);
  return [...byMessage.values()];
}
