import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { TEACH } from './texts.ts';

/** How far the user has come with pointing at a field. */
export type TeachStep =
  | { is: 'point' }
  /** `by`: what it would be found by, e.g. `the label “Geräte-ID”`. */
  | { is: 'ask'; by: string; saving: boolean }
  /** Why what was pointed at cannot be used, and what to try: two sentences. */
  | { is: 'refused'; why: string; next: string }
  | { is: 'done' };

export interface TeachCardProps {
  /** The field's name, e.g. `Managed ID`. */
  field: string;
  step: TeachStep;
  onUse: () => void;
  onAgain: () => void;
  onEnd: () => void;
}

/** The card at the bottom of the window; the rest of the page stays free for pointing. */
export function TeachCard({ field, step, onUse, onAgain, onEnd }: TeachCardProps) {
  const actions = useRef<HTMLDivElement>(null);
  // While the user points, the focus stays in the page; afterwards the answer is wanted here.
  useEffect(() => {
    if (step.is !== 'point') actions.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [step.is]);
  return (
    <section class="card" aria-label={TEACH.label}>
      <div role="alert">
        <Words field={field} step={step} />
      </div>
      <div class="bb-actions" ref={actions}>
        {step.is === 'ask' && (
          <Button kind="primary" disabled={step.saving} onClick={onUse}>
            {step.saving ? TEACH.saving : TEACH.use}
          </Button>
        )}
        {(step.is === 'ask' || step.is === 'refused') && <Button onClick={onAgain}>{TEACH.again}</Button>}
        <Button onClick={onEnd}>{step.is === 'done' ? TEACH.close : TEACH.cancel}</Button>
      </div>
    </section>
  );
}

function Words({ field, step }: Pick<TeachCardProps, 'field' | 'step'>) {
  if (step.is === 'point')
    return (
      <>
        <p>
          <strong>{TEACH.point(field)}</strong> {TEACH.escape}
        </p>
        <p class="bb-hint">{TEACH.keyboard}</p>
      </>
    );
  if (step.is === 'ask')
    return (
      <p>
        {TEACH.foundBy(step.by)} <strong>{TEACH.mayUse}</strong>
      </p>
    );
  if (step.is === 'done')
    return (
      <p>
        <strong>{TEACH.known(field)}</strong> {TEACH.whereKnown}
      </p>
    );
  return (
    <p>
      <strong>{step.why}</strong> {step.next}
    </p>
  );
}

/** The outline around what would be pointed at; in our layer, over the page. */
export function Outline({ rect }: { rect: { left: number; top: number; width: number; height: number } }) {
  const { left, top, width, height } = rect;
  return (
    <div
      class="outline"
      style={{
        transform: `translate(${left - 3}px, ${top - 3}px)`,
        width: `${width + 6}px`,
        height: `${height + 6}px`,
      }}
    />
  );
}
