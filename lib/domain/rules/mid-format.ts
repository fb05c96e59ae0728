import { readEfsId } from '../efs-id.ts';
import type { Finding } from '../finding.ts';
import { updateEntry } from './entry-changes.ts';
import { entryPlace, fixOf, isUnderOurSolution, type ManagedIdSubject } from './managed-id-subject.ts';
import { report } from './report.ts';

/** MID-FORMAT: the managed id is no canonical EFS id (S15 p.15). Entries of other solutions are not ours to judge. */
export function midFormat(subject: ManagedIdSubject): Finding[] {
  return subject.entries.flatMap((entry) => {
    const reading = readEfsId(entry.groupIdentifier, subject.prefix);
    if (reading.ok || (!reading.proposal && !isUnderOurSolution(subject, entry))) return [];
    const { proposal, message } = reading;
    const label = proposal && `Use ${proposal}`;
    return report('MID-FORMAT', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      message: `Managed ID: ${message}`,
      seen: entry.groupIdentifier,
      expected: proposal ?? `${subject.prefix}-<customer id>`,
      ...(label && {
        correction: { field: 'groupIdentifier', value: proposal, label },
        fix: fixOf(label, [updateEntry(subject, entry, { groupIdentifier: proposal }, message)]),
      }),
    });
  });
}
