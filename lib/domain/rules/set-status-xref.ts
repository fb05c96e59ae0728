import type { Finding } from '../finding.ts';
import { report } from './report.ts';
import { type BoardStatusSubject, looseKey } from './setup-subject.ts';

const NOT_RESPONDED = 'Not Responded (Set)';

/** SET-STATUS-XREF: "Make sure the External Integration XRef field is set to Not Responded (Set)" (S15 step 1.3). */
export function setStatusXref({ draft: { externalXRef } }: BoardStatusSubject): Finding[] {
  if (externalXRef === undefined || looseKey(externalXRef) === looseKey(NOT_RESPONDED)) return [];
  return [
    report('SET-STATUS-XREF', {
      where: { resource: 'board-status', field: 'externalIntegrationXRef' },
      message: `New backup tickets get this status, so External Integration XRef must be “${NOT_RESPONDED}”. It is ${externalXRef === '' ? 'blank' : `“${externalXRef}”`}.`,
      seen: externalXRef,
      expected: NOT_RESPONDED,
    }),
  ];
}
