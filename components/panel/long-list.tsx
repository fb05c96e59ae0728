import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import * as FRAME from './texts/frame.ts';

/** One or two more are no reason to fold. */
const SLACK = 2;
/** Unfolded at once: more would take a moment to draw. */
const STEP = 50;

interface LongListProps<T> {
  items: readonly T[];
  /** So many are shown at first. */
  first: number;
  label: string;
  class: string;
  children: (item: T) => ComponentChildren;
}

/** A list that begins with what matters most and unfolds the rest, some at a time. */
export function LongList<T>({ items, first, label, class: base, children }: LongListProps<T>) {
  const [limit, setLimit] = useState(first);
  const list = useRef<HTMLUListElement>(null);
  const shown = items.length <= limit + SLACK ? items.length : limit;
  const unfold = (): void => {
    setLimit(limit + STEP);
    // The button may go away: who works by keyboard goes on at the list that it filled.
    list.current?.focus();
  };
  return (
    <>
      <ul class={base} aria-label={label} tabIndex={-1} ref={list}>
        {items.slice(0, shown).map(children)}
      </ul>
      {shown < items.length && (
        <Button kind="quiet" onClick={unfold}>
          {FRAME.more(items.length - shown)}
        </Button>
      )}
    </>
  );
}
