import type { TargetedPointerEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { HealthHistoryCell } from '../../lib/domain/health-history.ts';
import { CELL_WORDS, describeHistory, formatDay } from './texts/history.ts';

/** Width of a day with its gap, and the height of the picture, in pixels. */
const DAY = 9;
const HEIGHT = 16;

const CELLS: readonly HealthHistoryCell[] = ['error', 'warning', 'ok', 'none'];
/** Distinguished by height and outline, so that they stay distinguished without colour. */
const SHAPES: Record<HealthHistoryCell, string> = {
  error: 'h7v16h-7z',
  warning: 'm3.5 3l3.5 13h-7z',
  ok: 'm0 11h7v5h-7z',
  none: 'm2 14.5h3v1.5h-3z',
};

interface HistoryStripProps {
  /** `YYYY-MM-DD`, oldest first. */
  days: readonly string[];
  /** One per day. */
  cells: readonly HealthHistoryCell[];
  /** The name of the days, e.g. `November 2026`; absent: they are the last ones. */
  period?: string;
}

/**
 * One account's days, today at the right. Its box cuts whole days off at the left where there is little room; the text alternative
 * names all. Lean, since there may be hundreds of accounts: one outline per kind of day, and one tooltip that follows the pointer.
 */
export function HistoryStrip({ days, cells, period }: HistoryStripProps) {
  const [pointedAt, setPointedAt] = useState(-1);
  const day = days[pointedAt];
  const pointAt = (event: TargetedPointerEvent<SVGSVGElement>): void =>
    setPointedAt(Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left) / DAY));
  return (
    <div class="history">
      <svg
        role="img"
        aria-label={describeHistory(days, cells, undefined, period)}
        width={days.length * DAY - 2}
        height={HEIGHT}
        onPointerMove={pointAt}
      >
        {day && <title>{`${formatDay(day)}: ${CELL_WORDS[cells[pointedAt] ?? 'none']}`}</title>}
        {CELLS.map((kind) => (
          <path key={kind} class={`day-${kind}`} d={outline(kind, days.length, cells)} />
        ))}
      </svg>
    </div>
  );
}

/** All days of one kind as one path. */
function outline(kind: HealthHistoryCell, days: number, cells: readonly HealthHistoryCell[]): string {
  let path = '';
  for (let index = 0; index < days; index += 1)
    if ((cells[index] ?? 'none') === kind) path += `M${index * DAY} 0${SHAPES[kind]}`;
  return path;
}

/** A day of each kind with its word: shown once, below the pictures. */
export function HistoryLegend() {
  return (
    <ul class="legend bb-hint" aria-hidden="true">
      {CELLS.map((cell) => (
        <li key={cell}>
          <svg width="7" height={HEIGHT} aria-hidden="true">
            <path class={`day-${cell}`} d={`M0 0${SHAPES[cell]}`} />
          </svg>
          {CELL_WORDS[cell]}
        </li>
      ))}
    </ul>
  );
}
