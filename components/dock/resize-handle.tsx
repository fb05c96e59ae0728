import { useRef } from 'preact/hooks';
import type { PanelPlace } from './placement.ts';
import * as DOCK from './texts.ts';

const STEP = 16;

/** The left edge of an open panel: dragged, or moved by the arrow keys. Its own element holds the pointer while dragging. */
export function ResizeHandle({ place, onResize }: { place: PanelPlace; onResize: (width: number) => void }) {
  const { width, minWidth, maxWidth } = place;
  const drag = useRef<{ x: number; width: number } | null>(null);
  const resize = (next: number): void => onResize(Math.round(Math.min(Math.max(next, minWidth), maxWidth)));
  /** Wider to the left, as the edge moves. */
  const keys = new Map([
    ['ArrowLeft', width + STEP],
    ['ArrowRight', width - STEP],
    ['Home', minWidth],
    ['End', maxWidth],
  ]);
  return (
    // A separator that can be moved is a widget (WAI-ARIA “window splitter”).
    <hr
      class="resize"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={DOCK.width}
      aria-valuenow={width}
      aria-valuemin={minWidth}
      aria-valuemax={maxWidth}
      aria-valuetext={DOCK.widthValue(width)}
      title={DOCK.widthTitle}
      onKeyDown={(event) => {
        const next = keys.get(event.key);
        if (next === undefined) return;
        event.preventDefault();
        resize(next);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.focus();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (drag.current) resize(drag.current.width + drag.current.x - event.clientX);
      }}
      onLostPointerCapture={() => {
        drag.current = null;
      }}
    />
  );
}
