import type { Finding } from '../../domain/finding.ts';
import type { FieldName } from '../../domain/page-fields.ts';
import { FIELDS } from '../../domain/page-fields.ts';
import type { HostForm } from '../../host/forms.ts';
import type { MarkedField } from './field-marks.tsx';

/** Findings by the fields that they are shown at. */
export interface PlacedFindings {
  marked: MarkedField[];
  /** Those whose field is not on the page, for the summary. */
  rest: Finding[];
}

/** Marks at the fields that were found. @param nameOf the field that a finding is shown at; null: at none */
export function placeFindings(
  forms: readonly HostForm[],
  findings: readonly Finding[],
  nameOf: (finding: Finding) => FieldName | null = ownField,
): PlacedFindings {
  const marked = new Map<FieldName, MarkedField>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const name = nameOf(finding);
    const field = name ? forms.find(({ fields }) => fields[name])?.fields[name] : undefined;
    if (!name || !field) rest.push(finding);
    else marked.set(name, { name, field, findings: [...(marked.get(name)?.findings ?? []), finding] });
  }
  return { marked: [...marked.values()], rest };
}

/**
 * The field that the finding names: members of additions and set-up tables have the names of our fields. One about a row of a list is
 * never a field's, whatever its column is called.
 */
function ownField({ where: { field = '', row } }: Finding): FieldName | null {
  return row === undefined && isFieldName(field) ? field : null;
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(FIELDS, name);
}
