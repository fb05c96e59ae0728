import { type MarkItem, MarkLayer } from '../../../components/panel/mark-layer.tsx';
import type { Feature, Work } from '../../content/feature.ts';
import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { Finding } from '../../domain/finding.ts';
import { DEVICE_TYPE_LABELS } from '../../domain/rules/device-types.ts';
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
  let entries: ManagedIdEntry[] = [];

  const draw = (): void => {
    const list = work.screen().managedIdList;
    const items = list ? marks(list, findings, entries, (finding) => work.notices.askForFix.tell(finding.id)) : [];
    place.show(<MarkLayer items={items} width={innerWidth} height={innerHeight} />);
  };
  const read = async (): Promise<void> => {
    const [view, context] = await Promise.all([
      work.send('company.view', { companyId, refresh: false }),
      work.send('managed-id.context', { companyId }),
    ]);
    if (work.signal.aborted || !view.ok || !context.ok) return;
    entries = context.value.entries;
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

/** A finding stands at its row where exactly one row shows that entry, else at the list's header. */
function marks(
  list: HostGrid,
  findings: readonly Finding[],
  entries: readonly ManagedIdEntry[],
  onFix: (finding: Finding) => void,
): MarkItem[] {
  const byAnchor = new Map<HTMLElement, Finding[]>();
  for (const finding of findings) {
    const anchor =
      rowOf(
        list,
        entries.find((entry) => entry.id === finding.where.recordId),
      ) ?? list.header;
    byAnchor.set(anchor, [...(byAnchor.get(anchor) ?? []), finding]);
  }
  return [...byAnchor].map(([anchor, group], index) => ({
    key: String(index),
    label: anchor === list.header ? 'the managed-id entries' : 'this managed-id entry',
    findings: group,
    rect: rectInTop(anchor),
    onFix,
  }));
}

function rowOf(list: HostGrid, entry: ManagedIdEntry | undefined): HTMLElement | undefined {
  if (!entry) return undefined;
  const deviceType = entry.deviceType ? DEVICE_TYPE_LABELS[entry.deviceType] : '';
  const same = list.rows.filter(
    ({ cells }) =>
      cells.managedId === entry.groupIdentifier && cells.deviceType?.toLowerCase() === deviceType.toLowerCase(),
  );
  return same.length === 1 ? same[0]?.element : undefined;
}
