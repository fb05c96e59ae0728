import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import {
  aboutRow,
  type CrossReferencesSubject,
  crossReferencePlace,
  enabledService,
  looseKey,
} from './setup-subject.ts';

/**
 * SET-XREF-CONFIGURATION: the configuration type of docs/reference/setup-guides.md#figure-8, for services that are
 * switched on.
 */
export function setXrefConfiguration({ context, rows }: CrossReferencesSubject): Finding[] {
  return rows.flatMap((row) => {
    const { configurationType: seen } = row;
    const expected = enabledService(context, row)?.configurationType;
    if (seen === undefined || expected === undefined || looseKey(seen) === looseKey(expected)) return [];
    return report('SET-XREF-CONFIGURATION', {
      where: crossReferencePlace(row, 'crossReferenceConfigurationType'),
      message: `Configuration Type is ${seen === '' ? 'blank' : `“${literalText(seen)}”`}. Select “${expected}”.`,
      seen,
      expected,
      ...aboutRow(row),
    });
  });
}
