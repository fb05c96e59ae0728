import { placeSummary } from '../../../components/panel/place-summary.ts';
import type { FeatureContext } from '../../content/feature.ts';
import { readObstacles } from '../../host/obstacles.ts';

/** CSS pixels: at 200 % there is no height for a line that only counts what the marks say. */
const LOW_WINDOW = 600;

/**
 * Keeps the summary line in `holder` clear of bars, dialogs and our panel, at each look and when the window changes its size. Answers what
 * to call after the line was drawn again.
 */
export function keepSummaryPlaced(
  work: Pick<FeatureContext<unknown>, 'onLook' | 'signal' | 'layer'>,
  holder: HTMLElement,
): () => void {
  let placed: string | undefined;
  const place = (): void => {
    const line = holder.querySelector<HTMLElement>('.summary');
    if (!line) return;
    const avoid = [...readObstacles(document).map(({ rect }) => rect), ...work.layer.panels()];
    const view = { width: innerWidth, height: innerHeight, avoid };
    const repeats = innerHeight <= LOW_WINDOW && !line.classList.contains('summary-says-more');
    const at = repeats ? null : placeSummary({ width: line.offsetWidth, height: line.offsetHeight }, view);
    const style = at ? `translate(${at.left}px, ${at.top}px)` : '';
    if (style === placed && line.style.transform === style) return;
    placed = style;
    line.style.visibility = at ? 'visible' : 'hidden';
    line.style.transform = style;
  };
  work.onLook(place);
  addEventListener('resize', place, { signal: work.signal });
  return place;
}
