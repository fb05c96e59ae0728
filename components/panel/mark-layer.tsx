import { useLayoutEffect, useRef } from 'preact/hooks';
import { FieldMark, type FieldMarkProps } from './field-mark.tsx';

export interface MarkItem extends Omit<FieldMarkProps, 'field'> {
  key: string;
  label: string;
  /** Where the field stands in the viewport. */
  rect: { left: number; top: number; right: number; bottom: number };
}

const GAP = 6;
/** Narrower than this to the right of a field, a mark goes below it. */
const ROOM = 260;
const WIDTH = 340;

/** Marks beside their fields, to the right or below, none over another. */
export function MarkLayer({ items, width, height }: { items: readonly MarkItem[]; width: number; height: number }) {
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let free = 0;
    const sorted = [...items].sort((a, b) => a.rect.top - b.rect.top);
    for (const item of sorted) {
      const element = root.current?.querySelector<HTMLElement>(`[data-mark="${item.key}"]`);
      if (!element) continue;
      const beside = width - item.rect.right - GAP >= Math.min(ROOM, element.offsetWidth);
      // Below a wide field there is its whole width, so the mark can be low and cover less.
      const wide = beside ? WIDTH : Math.min(Math.max(WIDTH, item.rect.right - item.rect.left), 1.5 * WIDTH);
      element.style.setProperty('--bb-mark-width', `${wide}px`);
      const left = beside
        ? item.rect.right + GAP
        : Math.max(GAP, Math.min(item.rect.left, width - element.offsetWidth - GAP));
      const top = Math.max(beside ? item.rect.top - 4 : item.rect.bottom + GAP, free);
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
      // Scrolled out of the window: its field is not there to be marked.
      element.style.visibility = item.rect.bottom < 0 || item.rect.top > height ? 'hidden' : 'visible';
      free = top + element.offsetHeight + 2;
    }
  });
  return (
    <div ref={root}>
      {items.map(({ key, label, rect: _, ...mark }) => (
        <div class="mark-place" data-mark={key} key={key}>
          <FieldMark field={label} {...mark} />
        </div>
      ))}
    </div>
  );
}
