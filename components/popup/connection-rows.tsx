import { type ConnectionStates, SIDES, type Side } from '../../lib/domain/connection-state.ts';
import { sentence } from '../../lib/shared/errors.ts';
import { SIDE_NAMES, STATE_TONES, stateWords } from '../connection/texts.ts';
import { formatText } from '../ui/format-text.ts';

/** Both connections, a row each; what is wrong stands in the row of its side. */
export function ConnectionRows({ states }: { states: ConnectionStates }) {
  return (
    <dl class="bb-status">
      {SIDES.map((side) => (
        <Row key={side} name={SIDE_NAMES[side]} state={states[side]} />
      ))}
    </dl>
  );
}

function Row({ name, state }: { name: string; state: ConnectionStates[Side] }) {
  return (
    <div class="bb-status-row">
      <dt>{name}</dt>
      <dd>
        <span class={`bb-dot bb-tone-${STATE_TONES[state.state]}`} aria-hidden="true" />
        {stateWords(state)}
      </dd>
      {state.failure && (
        <dd class="bb-status-failure">
          <p role="alert">{formatText(sentence(state.failure))}</p>
        </dd>
      )}
    </div>
  );
}
