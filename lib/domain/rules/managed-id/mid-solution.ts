import { literalText } from '../../../shared/text-values.ts';
import { meantEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { solutionIdOf, updateEntry } from './entry-changes.ts';
import { entryPlace, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';

/**
 * MID-SOLUTION: an EFS id under another management solution than the configured one
 * (docs/reference/setup-guides.md#company-step-1, point 4).
 */
export function midSolution(subject: ManagedIdSubject): Finding[] {
  const expected = subject.managementSolution;
  if (!expected) return [];
  const id = solutionIdOf(subject);
  return subject.entries.flatMap((entry) => {
    const seen = entry.managementSolution;
    const right = seen?.name === expected || (id !== undefined && seen?.id === id);
    if (seen === undefined || right || !meantEfsId(entry.groupIdentifier, subject.prefix)) return [];
    const under = seen ? `under the management solution “${literalText(seen.name)}”` : 'under no management solution';
    const message = `${entry.groupIdentifier} is ${under}; the configured one is “${literalText(expected)}”.`;
    return report('MID-SOLUTION', {
      where: entryPlace(subject, entry, 'managementSolution'),
      message,
      seen: seen?.name ?? null,
      expected,
      fix: fixOf(`Move it to ${literalText(expected)}`, [
        id === undefined ? undefined : updateEntry(subject, entry, { managementSolution: { id } }, message),
      ]),
    });
  });
}
