import { literalText } from '../../../shared/text-values.ts';
import { meantEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { updateEntry } from './entry-changes.ts';
import { entryPlace, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';

/**
 * MID-AGREEMENT: "Leave the Agreement field blank. This field must be blank."
 * (docs/reference/setup-guides.md#company-step-1, point 7)
 */
export function midAgreement(subject: ManagedIdSubject): Finding[] {
  return subject.entries.flatMap((entry) => {
    if (!entry.agreement || !meantEfsId(entry.groupIdentifier, subject.prefix)) return [];
    const message = `The entry ${literalText(entry.groupIdentifier)} names the agreement “${literalText(entry.agreement.name)}”; the agreement must be blank.`;
    return report('MID-AGREEMENT', {
      where: entryPlace(subject, entry, 'agreement'),
      message,
      seen: entry.agreement.name,
      expected: null,
      correction: { field: 'agreement', value: '', label: 'Leave the agreement blank' },
      fix: fixOf('Blank the agreement', [updateEntry(subject, entry, { agreement: null }, message)]),
    });
  });
}
