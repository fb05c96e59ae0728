import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import type { FieldName } from '../../page-fields.ts';
import { report } from '../report.ts';
import type { ManagementSolutionSubject } from './setup-subject.ts';

/**
 * SET-IT-NAME: "In the Custom Solution Name field, enter the same name" (docs/reference/setup-guides.md#step-4, point
 * 5): both as Backup Bridge sends it.
 */
export function setItName({ context, draft }: ManagementSolutionSubject): Finding[] {
  const { managementSolution } = context;
  const names: [FieldName, string, string | undefined][] = [
    ['managementSolutionName', 'Name', draft.name],
    ['customSolutionName', 'Custom Solution Name', draft.customName],
  ];
  return names.flatMap(([field, label, seen]) => {
    if (seen === undefined || seen === managementSolution) return [];
    return report('SET-IT-NAME', {
      where: { resource: 'management-solution', field },
      message: `${label} is ${seen === '' ? 'blank' : `“${literalText(seen)}”`}; it must be exactly “${literalText(managementSolution)}”, the name that Backup Bridge sends.`,
      seen,
      expected: managementSolution,
      correction: { field, value: managementSolution, label: `Use ${managementSolution}` },
    });
  });
}
