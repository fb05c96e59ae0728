import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { STEP_TITLES, WELCOME } from './texts.ts';

export type StepId = keyof typeof STEP_TITLES;

interface StepProps {
  id: StepId;
  number: number;
  state: 'done' | 'open' | 'waits';
  /** What is done, in a few words. */
  done?: string | undefined;
  children: ComponentChildren;
}

const TONES: Record<StepProps['state'], string> = { done: 'ok', open: 'info', waits: 'quiet' };

/** One step. What was done before the page was opened is folded; what is done now stays as it is, with what it answered. */
export function Step({ id, number, state, done, children }: StepProps) {
  const [isFolded, setFolded] = useState(state === 'done');
  return (
    <section class="bb-step" id={`step-${id}`} aria-labelledby={`step-${id}-title`} data-state={state}>
      <header class="bb-step-head">
        <span class="bb-step-number" aria-hidden="true">
          {number}
        </span>
        <h2 id={`step-${id}-title`} tabIndex={-1}>
          {STEP_TITLES[id]}
        </h2>
        <span class={`bb-pill bb-tone-${TONES[state]}`}>{WELCOME[state]}</span>
        {state === 'done' && isFolded && (
          <>
            <span class="bb-hint">{done}</span>
            <Button kind="quiet" label={`${WELCOME.change}: ${STEP_TITLES[id]}`} onClick={() => setFolded(false)}>
              {WELCOME.change}
            </Button>
          </>
        )}
      </header>
      {!(state === 'done' && isFolded) && <div class="bb-step-body">{children}</div>}
    </section>
  );
}
