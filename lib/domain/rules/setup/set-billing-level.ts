import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type IntegrationSubject, looseKey } from './setup-subject.ts';

/**
 * SET-BILLING-LEVEL: "Select Detailed in the Billing Level field" (docs/reference/setup-guides.md#step-5, point 7).
 * REST has the same choice as `Detail`.
 */
export function setBillingLevel({ draft: { billingLevel } }: IntegrationSubject): Finding[] {
  if (billingLevel === undefined || /^detail(ed)?$/.test(looseKey(billingLevel))) return [];
  return [
    report('SET-BILLING-LEVEL', {
      where: { resource: 'managed-devices-integration', field: 'billingLevel' },
      message: `Billing Level is ${billingLevel === '' ? 'blank' : `“${literalText(billingLevel)}”`}. Select “Detailed”.`,
      seen: billingLevel,
      expected: 'Detailed',
    }),
  ];
}
