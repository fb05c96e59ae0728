import type { HealthHistoryCell } from '../../lib/domain/views.ts';
import { CELL_WORDS, describeHistory, formatDay } from './history-words.ts';

/** Width of a day with its gap, and the height of the picture, in pixels. */
const DAY = 9;
const HEIGHT = 16;

/** Told apart by height and outline, so that they stay told apart without colour. */
const SHAPES: Record<HealthHistoryCell, string> = {
  error: 'M0 0h7v16h-7z',
  warning: 'M3.5 3L7 16H0z',
  ok: 'M0 11h7v5h-7z',
  none: 'M2 14.5h3v1.5h-3z',
};

/**
 * One account's days, oldest first, today at the right. Its box cuts whole days off at the left where there is little room; the
 * text alternative tells of all. Not a chart library: sixty small elements need none.
 * @param days `YYYY-MM-DD`, one per cell
 */
export function HistoryStrip({ days, cells }: { days: readonly string[]; cells: readonly HealthHistoryCell[] }) {
  return (
    <div class="history">
      <svg role="img" aria-label={describeHistory(days, cells)} width={days.length * DAY - 2} height={HEIGHT}>
        {days.map((day, index) => {
          const cell = cells[index] ?? 'none';
          return (
            <g key={day} class={`day day-${cell}`} transform={`translate(${index * DAY})`}>
              <title>{`${formatDay(day)}: ${CELL_WORDS[cell]}`}</title>
              {/* The whole column answers to the pointer. */}
              <rect width={DAY} height={HEIGHT} />
              <path d={SHAPES[cell]} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** A day of each kind with its word: shown once, below the pictures. */
export function HistoryLegend() {
  return (
    <ul class="legend" aria-hidden="true">
      {(['error', 'warning', 'ok', 'none'] as const).map((cell) => (
        <li key={cell}>
          <svg width="7" height={HEIGHT} aria-hidden="true">
            <path class={`day-${cell}`} d={SHAPES[cell]} />
          </svg>
          {CELL_WORDS[cell]}
        </li>
      ))}
    </ul>
  );
}
