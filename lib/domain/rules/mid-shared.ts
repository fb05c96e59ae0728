import { meantEfsId } from '../efs-id.ts';
import type { Finding } from '../finding.ts';
import { companyIdOf, entryGroups, entryPlace, type ManagedIdSubject } from './managed-id-subject.ts';
import { report } from './report.ts';

/** MID-SHARED: another company has an entry with the same id, so one customer's figures would land on two companies. */
export function midShared(subject: ManagedIdSubject): Finding[] {
  const ownId = companyIdOf(subject);
  const others = (subject.otherCompanies ?? []).filter((other) => other.companyId !== ownId);
  return entryGroups(subject).flatMap((group) => {
    const sharing = others.filter((other) => meantEfsId(other.efsId, subject.prefix) === group.efsId);
    const [entry] = group.entries;
    if (sharing.length === 0 || !entry) return [];
    const names = sharing.map((other) => other.companyName ?? `company ${other.companyId}`);
    return report('MID-SHARED', {
      where: entryPlace(subject, entry, 'groupIdentifier'),
      message: `${group.efsId} is already linked to ${names.join(', ')}; one customer belongs to one company.`,
      seen: names,
      expected: null,
    });
  });
}
