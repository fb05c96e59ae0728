import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import type { IntegrationSubject } from './setup-subject.ts';

/**
 * SET-NEW-XREF: "Check the Disable Newly discovered Cross-References checkbox" (docs/reference/setup-guides.md#step-5,
 * point 6).
 */
export function setNewXref({ draft: { disableNewCrossReferences } }: IntegrationSubject): Finding[] {
  if (disableNewCrossReferences !== false) return [];
  return [
    report('SET-NEW-XREF', {
      where: { resource: 'managed-devices-integration', field: 'disableNewCrossReferences' },
      message:
        'Check “Disable Newly discovered Cross-References”: otherwise ConnectWise adds cross-references without a product.',
      seen: false,
      expected: true,
    }),
  ];
}
