import type { Finding } from '../../finding.ts';
import type { FieldName } from '../../page-fields.ts';
import { report } from '../report.ts';
import type { ManagementSolutionSubject } from './setup-subject.ts';

/** SET-IT-LOGIN: "Do not fill in a username or password" (docs/reference/setup-guides.md#step-4, point 6). */
export function setItLogin({ draft }: ManagementSolutionSubject): Finding[] {
  const logins: [FieldName, string, boolean | undefined][] = [
    ['loginName', 'Username', draft.hasLoginName],
    ['loginPassword', 'Password', draft.hasLoginPassword],
  ];
  return logins.flatMap(([field, label, filled]) => {
    if (!filled) return [];
    return report('SET-IT-LOGIN', {
      where: { resource: 'management-solution', field },
      message: `${label} is filled in; leave it blank, a Custom solution needs no login.`,
      seen: 'filled in',
      expected: '',
    });
  });
}
