import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { aboutRow, type CrossReferencesSubject, crossReferencePlace, enabledService } from './setup-subject.ts';

/**
 * SET-XREF-AGREEMENT-TYPE: "any agreement type is okay" (docs/reference/setup-guides.md#step-5, point 12), but there
 * must be one.
 */
export function setXrefAgreementType({ context, rows }: CrossReferencesSubject): Finding[] {
  return rows.flatMap((row) => {
    if (row.agreementType !== '' || !enabledService(context, row)) return [];
    return report('SET-XREF-AGREEMENT-TYPE', {
      where: crossReferencePlace(row, 'crossReferenceAgreementType'),
      message: `Agreement Type is blank. Select the type of the agreements that this service is billed on.`,
      seen: '',
      expected: 'an agreement type',
      ...aboutRow(row),
    });
  });
}
