import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type IntegrationSubject, looseKey } from './setup-subject.ts';

/** SET-LOGIN-BY: "Select Global in the Login By field" (docs/reference/setup-guides.md#step-5, point 5). */
export function setLoginBy({ draft: { loginBy } }: IntegrationSubject): Finding[] {
  if (loginBy === undefined || looseKey(loginBy) === 'global') return [];
  return [
    report('SET-LOGIN-BY', {
      where: { resource: 'managed-devices-integration', field: 'loginBy' },
      message: `Login By is ${loginBy === '' ? 'blank' : `“${literalText(loginBy)}”`}. Select “Global”.`,
      seen: loginBy,
      expected: 'Global',
    }),
  ];
}
