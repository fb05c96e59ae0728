import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import type { FieldName } from '../../page-fields.ts';
import { report } from '../report.ts';
import { aboutRow, type CrossReferencesSubject, crossReferencePlace, meantService } from './setup-subject.ts';

/**
 * SET-XREF-SPELLING: Type or Level nearly as in docs/reference/setup-guides.md#figure-8; ConnectWise compares them
 * case-sensitively.
 */
export function setXrefSpelling({ context, rows }: CrossReferencesSubject): Finding[] {
  return rows.flatMap((row) => {
    const service = meantService(context, row);
    if (!service) return [];
    const texts: [FieldName, string, string | undefined, string][] = [
      ['crossReferenceType', 'Type', row.type, service.type],
      ['crossReferenceLevel', 'Level', row.level, service.level],
    ];
    return texts.flatMap(([field, label, seen = '', expected]) => {
      if (seen === expected) return [];
      const wanted = expected === '' ? 'blank' : `exactly “${expected}”`;
      return report('SET-XREF-SPELLING', {
        where: crossReferencePlace(row, field),
        message: `${label} “${literalText(seen)}” must be ${wanted}: upper and lower case, blanks and “#” count.`,
        seen,
        expected,
        ...aboutRow(row),
        correction: { field, value: expected, label: expected === '' ? `Leave ${label} blank` : `Use ${expected}` },
      });
    });
  });
}
