import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import type { IntegrationSubject } from './setup-subject.ts';

/**
 * SET-SOLUTION: ConnectWise finds the integration by exactly this text (docs/reference/setup-guides.md#step-5, point
 * 3).
 */
export function setSolution({ context: { managementSolution }, draft: { solution } }: IntegrationSubject): Finding[] {
  if (solution === undefined || solution === managementSolution) return [];
  return [
    report('SET-SOLUTION', {
      where: { resource: 'managed-devices-integration', field: 'integrationSolution' },
      message: `Solution is ${solution === '' ? 'blank' : `“${literalText(solution)}”`}; Backup Bridge sends “${literalText(managementSolution)}”, and every letter and blank counts.`,
      seen: solution,
      expected: managementSolution,
      correction: { field: 'integrationSolution', value: managementSolution, label: `Use ${managementSolution}` },
    }),
  ];
}
