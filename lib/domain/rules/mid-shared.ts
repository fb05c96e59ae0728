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
      message: sentence(group.efsId, subject.company?.name, names.join(', ')),
      seen: names,
      expected: [],
    });
  });
}

/** A stored entry keeps both companies from being written to; one that is typed does not yet. */
function sentence(efsId: string, company: string | undefined, others: string): string {
  const linked = `${efsId} is already linked to ${others}`;
  return company === undefined ? `${linked}.` : `${linked}: nothing is written to ${company} or ${others}.`;
}
