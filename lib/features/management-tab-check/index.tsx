import { type MarkItem, MarkLayer } from '../../../components/panel/mark-layer.tsx';
import type { Feature, Work } from '../../content/feature.ts';
import type { Finding } from '../../domain/finding.ts';
import { midPlace } from '../../domain/rules/mid-place.ts';
import type { ManagedIdContext } from '../../domain/views.ts';
import { rectInTop } from '../../host/documents.ts';
import type { HostGrid } from '../../host/grids.ts';
import { type HostScreen, recordKey } from '../../host/screens.ts';
import { companyOf } from '../identify.ts';

/** Marks what is wrong with the stored managed-id entries, at the list that shows them (S15 p.17, figure 17). */
export const managementTabCheck: Feature<HostScreen> = {
  id: 'management-tab-check',
  when: (screen) => (screen.company && screen.managedIdList ? recordKey(screen) : null),
  start,
};

async function start(work: Work<HostScreen>): Promise<void> {
  const found = await companyOf(work.screen(), work.send, work.site);
  if (work.signal.aborted || !found.ok || !found.value) return;
  const { companyId } = found.value;
  const place = work.layer.place('management-tab-check', work.signal);
  let findings: Finding[] = [];

  const draw = (): void => {
    const list = work.screen().managedIdList;
    const items = list ? markOf(list, findings, (finding) => work.notices.askForFix.tell(finding.id)) : [];
    place.show(<MarkLayer items={items} width={innerWidth} height={innerHeight} />);
  };
  const read = async (): Promise<void> => {
    const [view, context] = await Promise.all([
      work.send('company.view', { companyId, refresh: false }),
      work.send('managed-id.context', { companyId }),
    ]);
    if (work.signal.aborted || !view.ok || !context.ok) return;
    findings = [
      ...view.value.findings.filter((finding) => finding.code.startsWith('MID-')),
      ...placeFindings(context.value),
    ];
    draw();
  };
  const placeFindings = (context: ManagedIdContext): Finding[] =>
    midPlace({ ...context, companyId, place: 'company-management-tab' });

  work.notices.storedChanged.listen(() => void read(), work.signal);
  work.onLook(draw);
  await read();
}

/** One mark below the last row: beside the rows there is no room, and over them it would hide what it speaks about. */
function markOf(list: HostGrid, findings: readonly Finding[], onFix: (finding: Finding) => void): MarkItem[] {
  if (findings.length === 0) return [];
  const header = rectInTop(list.header);
  const rows = list.rows.map(({ element }) => rectInTop(element));
  return [
    {
      key: 'list',
      label: 'the managed-id entries',
      findings,
      onFix,
      rect: {
        left: header.left,
        top: header.top,
        right: Number.POSITIVE_INFINITY,
        bottom: Math.max(header.bottom, ...rows.map((row) => row.bottom)),
      },
    },
  ];
}
