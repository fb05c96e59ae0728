import {
  type ConnectionStates,
  isOfConnection,
  isToldBy,
  SIDES,
  type Side,
} from '../../lib/domain/connection-state.ts';
import type { Problem } from '../../lib/shared/errors.ts';
import { SIDE_NAMES, stateWords } from '../connection/words.ts';
import { ProblemNote } from './failure-note.tsx';

export interface ConnectionNotesProps {
  /** undefined: not known yet. */
  states: ConnectionStates | undefined;
  /** The last request that failed. */
  problem: Problem | null;
  /** Why the portal's part comes from the cache. */
  portalProblem: Problem | undefined;
  now: number;
  onRetry: () => void;
}

/** Everything that keeps the panel from being up to date, each once, with the words of the popup and the options. */
export function ConnectionNotes({ states, problem, portalProblem, now, onRetry }: ConnectionNotesProps) {
  const failing = states ? SIDES.filter((side) => states[side].state === 'failed') : [];
  const mayRetry = (one: Problem | undefined) => (problem && one?.message === problem.message ? { onRetry } : {});
  const rest = [ofNow(portalProblem, states), problem].filter(
    (one, index, all): one is Problem =>
      !!one && !isToldBy(states, one) && all.findIndex((other) => other?.message === one.message) === index,
  );
  return (
    <>
      {states?.storage && <ProblemNote problem={states.storage} {...(problem?.code === 'storage' && { onRetry })} />}
      {failing.map((side) => (
        <ProblemNote
          key={side}
          title={titleOf(side, states, now)}
          problem={states?.[side].problem ?? NOT_NAMED}
          {...mayRetry(states?.[side].problem)}
        />
      ))}
      {rest.map((one) => (
        <ProblemNote key={one.message} problem={one} {...mayRetry(one)} />
      ))}
    </>
  );
}

/** Whether one of these notes says a failure already. */
export function isNoted(
  noted: Pick<ConnectionNotesProps, 'states' | 'problem' | 'portalProblem'>,
  one: Problem,
): boolean {
  const { states, problem, portalProblem } = noted;
  return isToldBy(states, one) || [problem, portalProblem].some((other) => other?.message === one.message);
}

/** The portal's failure of the last view; a portal that answers again does not show one of its connection any more. */
function ofNow(portalProblem: Problem | undefined, states: ConnectionStates | undefined): Problem | undefined {
  const isOver = states?.portal.state === 'ok' && portalProblem !== undefined && isOfConnection(portalProblem);
  return isOver ? undefined : portalProblem;
}

function titleOf(side: Side, states: ConnectionStates | undefined, now: number): string {
  return states ? `${SIDE_NAMES[side]}: ${stateWords(states[side], now)}` : SIDE_NAMES[side];
}

const NOT_NAMED: Problem = {
  code: 'unreachable',
  message: 'The last call failed.',
  nextStep: 'It is tried again by itself.',
};
