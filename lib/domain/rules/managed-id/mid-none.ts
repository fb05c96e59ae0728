import { meantEfsId } from '../../efs-id.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { PAIR } from './device-types.ts';
import { createEntry } from './entry-changes.ts';
import { companyPlace, entryGroups, fixOf, type ManagedIdSubject } from './managed-id-subject.ts';

/**
 * MID-NONE: the company uses backup but has no entry, so nothing of the portal reaches it
 * (docs/reference/setup-guides.md#troubleshooting-c).
 */
export function midNone(subject: ManagedIdSubject): Finding[] {
  // The entry that is missed may be the one that could not be read.
  if (subject.incomplete?.entries) return [];
  const inUse = subject.efsIdsInUse ?? [];
  if (inUse.length === 0 || entryGroups(subject).length > 0) return [];
  const efsIds = [...new Set(inUse.map((text) => meantEfsId(text, subject.prefix)).filter((id) => id !== undefined))];
  const reason = 'The company uses backup but has no managed-ID entry.';
  const changes = efsIds.flatMap((efsId) => PAIR.map((deviceType) => createEntry(subject, efsId, deviceType, reason)));
  return [
    report('MID-NONE', {
      where: companyPlace(subject),
      message: `The company uses backup (${inUse.join(', ')}) but has no managed-ID entry.`,
      seen: null,
      expected: efsIds,
      fix: fixOf(`Add the entries for ${efsIds.join(', ')}`, changes),
    }),
  ];
}
