import { FormSummary } from '../../../components/panel/form-summary.tsx';
import type { FeatureContext } from '../../content/feature.ts';
import type { Finding } from '../../domain/finding.ts';
import { keepSummaryPlaced } from './keep-summary-placed.ts';
import { sameFindings } from './same-items.ts';

/** Draws the one line for a whole form; draws nothing where nothing changed. */
export function summaryMark(
  work: Pick<FeatureContext<unknown>, 'layer' | 'signal' | 'onLook'>,
  name: string,
  subject: string,
): (findings: readonly Finding[], elsewhere: readonly Finding[]) => void {
  const place = work.layer.place(name, work.signal);
  const settle = keepSummaryPlaced(work, place.element);
  let drawn: { findings: readonly Finding[]; elsewhere: readonly Finding[] } = { findings: [], elsewhere: [] };
  return (findings, elsewhere) => {
    if (sameFindings(findings, drawn.findings) && sameFindings(elsewhere, drawn.elsewhere)) return;
    drawn = { findings, elsewhere };
    place.show(<FormSummary subject={subject} findings={findings} elsewhere={elsewhere} />);
    settle();
  };
}
