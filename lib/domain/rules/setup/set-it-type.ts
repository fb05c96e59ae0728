import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { looseKey, type ManagementSolutionSubject } from './setup-subject.ts';

/**
 * SET-IT-TYPE: "In the Management IT Solution field, select Custom" (docs/reference/setup-guides.md#step-4, point 4).
 */
export function setItType({ draft: { type } }: ManagementSolutionSubject): Finding[] {
  if (type === undefined || looseKey(type) === 'custom') return [];
  return [
    report('SET-IT-TYPE', {
      where: { resource: 'management-solution', field: 'managementSolutionType' },
      message: `Management IT Solution is ${type === '' ? 'blank' : `“${literalText(type)}”`}. Select “Custom”.`,
      seen: type,
      expected: 'Custom',
    }),
  ];
}
