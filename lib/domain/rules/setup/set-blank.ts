import type { Finding } from '../../finding.ts';
import type { FieldName } from '../../page-fields.ts';
import { report } from '../report.ts';
import type { IntegrationDraft, IntegrationSubject } from './setup-subject.ts';

/** What is filled in, by field; a login is seen as filled in, never read. */
const OPTIONS: readonly [field: FieldName, label: string, filled: (draft: IntegrationDraft) => string | undefined][] = [
  ['portalUrl', 'Portal URL', ({ portalUrl }) => portalUrl],
  ['defaultLocation', 'Location', ({ defaultLocation }) => defaultLocation],
  ['defaultBusinessUnit', 'Business Unit', ({ defaultBusinessUnit }) => defaultBusinessUnit],
  ['loginName', 'Username', ({ hasLoginName }) => (hasLoginName ? 'filled in' : '')],
  ['loginPassword', 'Password', ({ hasLoginPassword }) => (hasLoginPassword ? 'filled in' : '')],
];

/** SET-BLANK: "Leave all other options blank" (docs/reference/setup-guides.md#step-5, point 9). */
export function setBlank({ draft }: IntegrationSubject): Finding[] {
  return OPTIONS.flatMap(([field, label, filled]) => {
    const seen = filled(draft) ?? '';
    if (seen === '') return [];
    return report('SET-BLANK', {
      where: { resource: 'managed-devices-integration', field },
      message: `${label} is filled in; the integration needs it blank.`,
      seen,
      expected: '',
    });
  });
}
