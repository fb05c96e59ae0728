import type { CustomerChoice } from '../../../components/panel/customer-picker.tsx';
import { type MarkItem, MarkLayer } from '../../../components/panel/mark-layer.tsx';
import { formatEfsId } from '../../domain/efs-id.ts';
import type { Finding } from '../../domain/finding.ts';
import type { FieldName } from '../../domain/page-fields.ts';
import { FIELDS } from '../../domain/page-fields.ts';
import { rectInTop } from '../../host/documents.ts';
import { fieldText, type HostField, isEditable } from '../../host/fields.ts';
import { readInputs, readObstacles } from '../../host/obstacles.ts';
import { recordKey } from '../../host/screens.ts';
import { isVisible } from '../../host/visible.ts';
import { writeField } from '../../host/write.ts';
import { contains, plainRect, type Rect, rectAt } from '../../shared/rect.ts';
import type { PageFeatureContext } from '../page-feature.ts';
import { followScroll, onAllDocuments } from './all-documents.ts';
import { sameItems, sameRects } from './same-items.ts';
import { isCovered, isInside, visibleBox } from './visible-box.ts';

/** Findings to show at one field of a form. */
export interface MarkedField {
  name: FieldName;
  field: HostField;
  findings: readonly Finding[];
  /** A small badge until it is opened. */
  quiet?: boolean;
  /** The field names a customer: one can be chosen. With no findings the mark comes while the user is there. */
  choice?: Omit<CustomerChoice, 'onChoose' | 'search'> | undefined;
}

/** What was on the screen when the marks were drawn: a write goes only there. */
interface Seen extends MarkedField {
  text: string;
  record: string;
}

/** Draws marks beside fields; call it at every look, so that they follow the page and disappear with their field. */
export function fieldMarks(work: PageFeatureContext, name: string): (marked: readonly MarkedField[]) => void {
  const place = work.layer.place(name, work.signal);
  let marks: readonly Seen[] = [];
  let drawn: { items: readonly MarkItem[]; view: readonly Rect[] } = { items: [], view: [] };
  /** Field → problems that Escape was pressed for. */
  const dismissed = new Map<FieldName, string>();

  const use = (field: FieldName, value: string | undefined): void => {
    const seen = marks.find((entry) => entry.name === field);
    if (!seen || value === undefined) return;
    const outcome = writeField(seen.field, value, seen.text, () => recordNow(work) === seen.record);
    if (outcome !== 'written') work.log.warn('use-correction', outcome, { field });
    work.lookAgain();
  };
  const search: CustomerChoice['search'] = async (text) => {
    const answer = await work.send('customers.search', { text });
    return answer.ok ? { shown: answer.value.customers, total: answer.value.total } : undefined;
  };
  const draw = (): void => {
    const ours = activeIn(place.element);
    const wanted = marks.filter(
      (entry) => isVisible(entry.field.anchor) && (entry.findings.length > 0 || isWanted(entry, ours)),
    );
    const avoid = wanted.length > 0 ? readObstacles(document).map(({ rect }) => rect) : [];
    const items = wanted.map((entry) =>
      markItem(entry, dismissed.get(entry.name) === failuresOf(entry), avoid, use, search),
    );
    const inputs = items.length > 0 ? readInputs(document) : [];
    const clearOf = items.length > 0 ? [...avoid, ...work.layer.panels().map(plainRect)] : [];
    const view = [rectAt(0, 0, innerWidth, innerHeight), ...clearOf, ...inputs];
    if (sameItems(items, drawn.items) && (items.length === 0 || sameRects(view, drawn.view))) return;
    drawn = { items, view };
    place.show(<MarkLayer items={items} width={innerWidth} height={innerHeight} avoid={clearOf} inputs={inputs} />);
  };
  const listeners = [
    followScroll(work.signal, draw),
    onAllDocuments('keydown', work.signal, (event) => {
      const at = isEscape(event) ? marks.find(({ field }) => field.anchor === event.target) : undefined;
      if (!at) return;
      dismissed.set(at.name, failuresOf(at));
      draw();
    }),
  ];
  return (marked) => {
    const record = recordNow(work);
    marks = marked.map((entry) => ({ ...entry, text: fieldText(entry.field), record }));
    for (const attach of listeners) attach();
    draw();
  };
}

function markItem(
  { name, field, findings, quiet = false, choice }: Seen,
  isDismissed: boolean,
  obstacles: readonly Rect[],
  use: (field: FieldName, value: string | undefined) => void,
  search: CustomerChoice['search'],
): MarkItem {
  const rect = rectInTop(field.anchor);
  // Below a dialog that holds it, or below one that was opened over it: only the page can say which.
  const isUnder = obstacles.some((part) => contains(part, rect)) && isCovered(field.anchor, rect);
  const canWrite = isEditable(field);
  return {
    key: name,
    label: FIELDS[name].labels[0] ?? name,
    findings,
    rect,
    hidden: isUnder || !isInside(rect, visibleBox(field.anchor)),
    focused: isFocused(field),
    quiet: quiet || isDismissed,
    ...(canWrite && { onUse: ({ correction }) => use(name, correction?.value) }),
    ...(canWrite &&
      choice && {
        choice: { ...choice, search, onChoose: (id: string) => use(name, formatEfsId(id, choice.prefix)) },
      }),
  };
}

/** An offer without a finding: only where the user is, in the field or already at the offer. */
function isWanted({ name, field, choice }: Seen, ours: Element | null): boolean {
  return (
    choice !== undefined && isEditable(field) && (isFocused(field) || ours?.closest(`[data-mark="${name}"]`) != null)
  );
}

function isFocused({ anchor }: HostField): boolean {
  return anchor.ownerDocument.activeElement === anchor;
}

function activeIn(element: HTMLElement): Element | null {
  const root = element.getRootNode();
  const active = root instanceof ShadowRoot ? root.activeElement : null;
  return active && element.contains(active) ? active : null;
}

function failuresOf({ findings }: Seen): string {
  return findings.map(({ code }) => code).join();
}

function recordNow(work: PageFeatureContext): string {
  return `${recordKey(work.screen())} ${location.href}`;
}

function isEscape(event: Event): boolean {
  return 'key' in event && event.key === 'Escape';
}
