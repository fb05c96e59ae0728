import { worstFirst } from '../../../components/panel/finding-list.tsx';
import { ListSummary } from '../../../components/panel/row-mark.tsx';
import { untilAnswered } from '../../content/until-answered.ts';
import type { AgreementIdentity } from '../../domain/company-view.ts';
import type { Finding } from '../../domain/finding.ts';
import { recordKey } from '../../host/screens.ts';
import { keepSummaryPlaced } from '../marks/keep-summary-placed.ts';
import { type MarkedRow, markedRows, type RowFindings, remembering } from '../marks/list-rows.ts';
import { rowMarks } from '../marks/row-marks.tsx';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import { agreementOf } from '../recognize-record.ts';
import { byAddition, findingsOfRow } from './match.ts';

/** Marks every row of an agreement's Additions whose stored addition has findings. */
export const additionsListCheck: PageFeature = {
  id: 'additions-list-check',
  when: (screen) => (screen.additionList ? recordKey(screen) : null),
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  const agreement = await untilAnswered(() => agreementOf(work.screen(), work.send, work.site), work.signal);
  if (!agreement) return;
  const summary = work.layer.place('additions-list-summary', work.signal);
  const settle = keepSummaryPlaced(work, summary.element);
  const mark = rowMarks(work, 'additions-list', labelOf);
  let known = await readKnown(work, agreement);
  if (work.signal.aborted) return;

  const draw = (): void => {
    const { additionList: list } = work.screen();
    mark(list && known ? markedRows(list, known.find) : []);
  };
  const summarize = (): void => {
    summary.show(known?.worst && <ListSummary text={known.text} worst={known.worst.severity} />);
    settle();
  };
  work.onLook(draw);
  work.channels.storedChanged.listen(() => {
    void readKnown(work, agreement).then((next) => {
      if (work.signal.aborted || !next) return;
      known = next;
      summarize();
      draw();
    });
  }, work.signal);
  summarize();
  draw();
}

interface Known {
  find: RowFindings;
  text: string;
  worst: Finding | undefined;
}

/** What is stored of the agreement and wrong with it; undefined once the screen is left. */
async function readKnown(work: PageFeatureContext, identity: AgreementIdentity): Promise<Known | undefined> {
  const { agreementId, companyId } = identity;
  const [view, context] = await Promise.all([
    untilAnswered(() => work.send('company.findings', { companyId }), work.signal),
    untilAnswered(() => work.send('addition.context', { agreementId }), work.signal),
  ]);
  if (!view || !context) return undefined;
  const stored = context.agreementAdditions;
  const findings = byAddition(view.findings, agreementId);
  const wrong = stored.filter(({ id }) => findings.has(id));
  const { locale } = work.screen().location;
  return {
    find: remembering((cells) => findingsOfRow(cells, stored, findings, locale)),
    text: `${wrong.length} of ${stored.length} ${stored.length === 1 ? 'addition' : 'additions'} ${wrong.length === 1 ? 'has' : 'have'} findings.`,
    worst: worstFirst(wrong.flatMap(({ id }) => findings.get(id) ?? []))[0],
  };
}

function labelOf({ cells }: MarkedRow): string {
  return [cells.product, cells.serialNumber].filter(Boolean).join(', ');
}
