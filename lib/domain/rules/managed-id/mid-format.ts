import { literalText } from '../../../shared/text-values.ts';
import { completeEfsId } from '../../complete-efs-id.ts';
import { readEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { updateEntry } from './entry-changes.ts';
import { type EntryDraft, entryPlace, fixOf, isUnderOurSolution, type ManagedIdSubject } from './managed-id-subject.ts';

/**
 * MID-FORMAT: the managed id is no canonical EFS id (docs/reference/setup-guides.md#company-step-1). Entries of other
 * solutions are not checked.
 */
export function midFormat(subject: ManagedIdSubject): Finding[] {
  return subject.entries.flatMap((entry) => {
    const reading = readEfsId(entry.groupIdentifier, subject.prefix);
    if (reading.ok || (!reading.proposal && !isUnderOurSolution(subject, entry))) return [];
    const { proposal, message } = reading;
    if (!proposal && reading.failure !== 'empty') {
      const completed = completeEfsId(entry.groupIdentifier, subject.prefix, subject.customers);
      if (completed) return incomplete(subject, entry, completed);
    }
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

/** A number or a name of a customer: offered for a click in the form, and corrected nowhere by itself. */
function incomplete(
  subject: ManagedIdSubject,
  entry: EntryDraft,
  { efsId, name }: { efsId: string; name: string },
): Finding {
  return report('MID-FORMAT', {
    where: entryPlace(subject, entry, 'groupIdentifier'),
    message: `Managed ID: ${efsId} is the id of ${literalText(name)}.`,
    seen: entry.groupIdentifier,
    expected: efsId,
    correction: { field: 'groupIdentifier', value: efsId, label: `Use ${efsId}` },
  });
}
