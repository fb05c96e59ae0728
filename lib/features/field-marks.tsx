import { type MarkItem, MarkLayer } from '../../components/panel/mark-layer.tsx';
import type { Work } from '../content/feature.ts';
import type { Finding } from '../domain/finding.ts';
import type { FieldName } from '../domain/page-screens.ts';
import { rectInTop } from '../host/documents.ts';
import { fieldText, type HostField, isEditable } from '../host/fields.ts';
import { type HostScreen, recordKey } from '../host/screens.ts';
import { FIELDS } from '../host/selectors.ts';
import { isVisible } from '../host/visible.ts';
import { writeField } from '../host/write.ts';

/** Findings to show at one field of a form. */
export interface MarkedField {
  name: FieldName;
  field: HostField;
  findings: readonly Finding[];
}

/** Draws marks beside fields; call it at every look, so that they follow scrolling and disappear with their field. */
export function fieldMarks(work: Work<HostScreen>, name: string): (marked: readonly MarkedField[]) => void {
  const place = work.layer.place(name, work.signal);
  return (marked) => {
    const items = marked
      .filter(({ field, findings }) => findings.length > 0 && isVisible(field.anchor))
      .map((entry) => markItem(work, entry));
    place.show(<MarkLayer items={items} width={innerWidth} height={innerHeight} />);
  };
}

function markItem(work: Work<HostScreen>, { name, field, findings }: MarkedField): MarkItem {
  const seen = fieldText(field);
  const key = recordKey(work.screen());
  const href = location.href;
  const use = (finding: Finding): void => {
    const value = finding.correction?.value;
    if (value === undefined) return;
    const outcome = writeField(field, value, seen, () => recordKey(work.screen()) === key && location.href === href);
    if (outcome !== 'written') work.log.warn('use-correction', outcome, { field: name });
    work.lookAgain();
  };
  return {
    key: name,
    label: FIELDS[name].labels[0] ?? name,
    findings,
    rect: rectInTop(field.anchor),
    focused: field.anchor.ownerDocument.activeElement === field.anchor,
    ...(isEditable(field) && { onUse: use }),
  };
}
