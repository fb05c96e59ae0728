import { type MarkItem, MarkLayer } from '../../../components/panel/mark-layer.tsx';
import { untilAnswered } from '../../content/until-answered.ts';
import { ALL_MANAGED_IDS, type Finding, fixableManagedIds } from '../../domain/finding.ts';
import { midPlace } from '../../domain/rules/managed-id/mid-place.ts';
import { rectInTop } from '../../host/documents.ts';
import type { HostGrid } from '../../host/grids.ts';
import { readObstacles } from '../../host/obstacles.ts';
import { recordKey } from '../../host/screens.ts';
import { plainRect, type Rect, rectAt } from '../../shared/rect.ts';
import { followScroll } from '../marks/all-documents.ts';
import { type MarkedRow, markedRows, type RowFindings, remembering } from '../marks/list-rows.ts';
import { rowMarks } from '../marks/row-marks.tsx';
import { sameItems, sameRects } from '../marks/same-items.ts';
import { visibleBox } from '../marks/visible-box.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import { companyOf } from '../recognize-record.ts';
import { findingsOfEntry } from './entries.ts';

/**
 * Marks what is wrong with a company's stored managed-id entries, at the list that shows them
 * (docs/reference/setup-guides.md#figure-13 and #figure-17).
 */
export const managementTabCheck: PageFeature = {
  id: 'management-tab-check',
  when: (screen) => ((screen.company || screen.integrationTable) && screen.managedIdList ? recordKey(screen) : null),
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  const found = await untilAnswered(() => companyOf(work.screen(), work.send, work.site), work.signal);
  if (!found) return;
  const { companyId } = found;
  const drawSummary = listMark(work);
  const mark = rowMarks(work, 'management-tab-rows', labelOf);
  let findings: readonly Finding[] = [];
  let find: RowFindings = () => [];

  const draw = (): void => {
    const list = work.screen().managedIdList;
    mark(list ? markedRows(list, find) : []);
    drawSummary(list, findings);
  };
  const read = async (): Promise<void> => {
    const [view, context] = await Promise.all([
      untilAnswered(() => work.send('company.findings', { companyId }), work.signal),
      untilAnswered(() => work.send('managed-id.context', { companyId }), work.signal),
    ]);
    if (!view || !context) return;
    const stored = view.findings.filter((finding) => finding.code.startsWith('MID-'));
    const { entries } = context;
    find = remembering((cells) => findingsOfEntry(cells, entries, stored));
    // The setup table is where new entries belong: only the company's own tab is the wrong place.
    const place = work.screen().integrationTable ? 'setup-table' : 'company-management-tab';
    const efsIdsInUse = stored.flatMap(({ code, expected }) =>
      code === 'MID-NONE' && Array.isArray(expected) ? expected.map(String) : [],
    );
    findings = [...stored, ...midPlace({ ...context, companyId, place, efsIdsInUse })];
    draw();
  };
  work.channels.storedChanged.listen(() => void read(), work.signal);
  work.onLook(draw);
  await read();
}

/** One mark below the last row, with all findings of the list: those of no row, such as a missing entry, have no other place. */
function listMark(work: PageFeatureContext): (list: HostGrid | null, findings: readonly Finding[]) => void {
  const place = work.layer.place('management-tab-check', work.signal);
  let drawn: { items: readonly MarkItem[]; view: readonly Rect[] } = { items: [], view: [] };
  let latest: { list: HostGrid | null; findings: readonly Finding[] } = { list: null, findings: [] };
  const draw = (): void => {
    const { list, findings } = latest;
    const items = list?.header.isConnected ? itemsOf(list, findings, (id) => work.channels.fixRequested.emit(id)) : [];
    const panels = items.length > 0 ? work.layer.panels().map(plainRect) : [];
    const avoid = items.length > 0 ? [...readObstacles(document).map(({ rect }) => rect), ...panels] : [];
    const width = Math.min(innerWidth, ...panels.filter(({ right }) => right >= innerWidth).map(({ left }) => left));
    const view = [rectAt(0, 0, width, innerHeight), ...avoid];
    if (sameItems(items, drawn.items) && (items.length === 0 || sameRects(view, drawn.view))) return;
    drawn = { items, view };
    place.show(<MarkLayer items={items} width={width} height={innerHeight} avoid={avoid} />);
  };
  const follow = followScroll(work.signal, draw);
  return (list, findings) => {
    latest = { list, findings };
    follow();
    draw();
  };
}

function itemsOf(list: HostGrid, findings: readonly Finding[], ask: (findingId: string) => void): MarkItem[] {
  if (findings.length === 0) return [];
  const fixable = fixableManagedIds(findings).length;
  return [
    {
      key: 'list',
      label: 'the managed-id entries',
      findings,
      onFix: (finding) => ask(finding.id),
      rect: rectOf(list),
      ...(fixable > 1 && { fixAll: { label: `Fix all ${fixable}…`, onFix: () => ask(ALL_MANAGED_IDS) } }),
    },
  ];
}

/** Header and rows as far as they can be seen; as wide as the window, so that the mark goes below them. */
function rectOf({ header, rows }: HostGrid): Rect {
  const top = rectInTop(header);
  const last = rows.at(-1)?.element;
  const bottom = last ? Math.min(rectInTop(last).bottom, visibleBox(last).bottom) : top.bottom;
  return { left: top.left, top: top.top, right: Number.POSITIVE_INFINITY, bottom: Math.max(top.bottom, bottom) };
}

function labelOf({ cells }: MarkedRow): string {
  return [cells.managedId, cells.deviceType].filter(Boolean).join(', ');
}
