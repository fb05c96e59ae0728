import type { Finding } from '../finding.ts';
import { companyPlace, entryGroups, type ManagedIdSubject } from './managed-id-subject.ts';
import { report } from './report.ts';

const SETUP_TABLE = 'System › Setup Tables › Managed Devices Integration › Companies';

/** MID-PLACE: the person is about to enter the first entry on the company's own Management tab, which fails (S22 "Managed ID" A). */
export function midPlace(subject: ManagedIdSubject): Finding[] {
  if (subject.incomplete?.entries || subject.place !== 'company-management-tab' || entryGroups(subject).length > 0)
    return [];
  return [
    report('MID-PLACE', {
      where: companyPlace(subject),
      message: `New managed-id entries go through ${SETUP_TABLE}, not through this tab.`,
      seen: 'Company › Management',
      expected: SETUP_TABLE,
    }),
  ];
}
