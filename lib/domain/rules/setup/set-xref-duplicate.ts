import type { Finding } from '../../finding.ts';
import type { SetupContext } from '../../setup-context.ts';
import { report } from '../report.ts';
import {
  aboutRow,
  type CrossReferenceDraft,
  type CrossReferencesSubject,
  crossReferencePlace,
  looseKey,
  meantService,
  serviceLabel,
} from './setup-subject.ts';

/** SET-XREF-DUPLICATE: a later row means the same service on agreements of the same type as an earlier one. */
export function setXrefDuplicate({ context, rows }: CrossReferencesSubject): Finding[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = keyOf(context, row);
    if (key === undefined) return [];
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const { type = '', level = '' } = row;
    return report('SET-XREF-DUPLICATE', {
      where: crossReferencePlace(row, 'crossReferenceLevel'),
      message: `${serviceLabel({ type, level })} has the same agreement type in an earlier row. Keep one of them.`,
      seen: [type, level],
      expected: 'one cross-reference',
      ...aboutRow(row),
    });
  });
}

/** Rows of no service of ours may repeat as they like. */
function keyOf(context: SetupContext, row: CrossReferenceDraft): string | undefined {
  const service = meantService(context, row);
  return service && row.agreementType !== undefined ? `${service.id} ${looseKey(row.agreementType)}` : undefined;
}
