import { literalText } from '../../../shared/text-values.ts';
import { companyDefect } from '../../company-status.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { companyPlace, entryGroups, type ManagedIdSubject } from './managed-id-subject.ts';

/** MID-COMPANY: the company that carries an EFS id is inactive, deleted or merged. */
export function midCompany(subject: ManagedIdSubject): Finding[] {
  const { company } = subject;
  const failure = company && companyDefect(company);
  if (!failure || entryGroups(subject).length === 0) return [];
  return [
    report('MID-COMPANY', {
      where: { ...companyPlace(subject), field: 'status' },
      message: `The company “${literalText(company.name)}” ${failure}, but it has managed-ID entries.`,
      seen: company.statusName,
      expected: 'an active company',
    }),
  ];
}
