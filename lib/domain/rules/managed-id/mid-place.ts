import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { companyPlace, entryGroups, isUnderOurSolution, type ManagedIdSubject } from './managed-id-subject.ts';

const SETUP_TABLE = 'System › Setup Tables › Managed Devices Integration › Companies';

/**
 * MID-PLACE: a company that uses backup has no entry of our solution yet, and its own Management tab is open, where new
 * ones fail (docs/reference/setup-guides.md#2022-managed-id). Silent about companies that have nothing
 * to do with backup, and about entries of other solutions.
 */
export function midPlace(subject: ManagedIdSubject): Finding[] {
  if (subject.incomplete?.entries || subject.place !== 'company-management-tab') return [];
  const hasOurs = subject.entries.some((entry) => isUnderOurSolution(subject, entry));
  if (hasOurs || entryGroups(subject).length > 0 || !subject.efsIdsInUse?.length) return [];
  return [
    report('MID-PLACE', {
      where: companyPlace(subject),
      message: `Add the managed-ID entries of ${subject.efsIdsInUse.join(', ')} under ${SETUP_TABLE}. ConnectWise refuses them on this tab.`,
      seen: 'Company › Management',
      expected: SETUP_TABLE,
    }),
  ];
}
