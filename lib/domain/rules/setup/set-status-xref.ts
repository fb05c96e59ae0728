import { literalText } from '../../../shared/text-values.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type BoardStatusSubject, looseKey } from './setup-subject.ts';

const NOT_RESPONDED = 'Not Responded (Set)';

/**
 * SET-STATUS-XREF: "Make sure the External Integration XRef field is set to Not Responded (Set)"
 * (docs/reference/setup-guides.md#step-1, point 3).
 */
export function setStatusXref({ draft: { externalXRef } }: BoardStatusSubject): Finding[] {
  if (externalXRef === undefined || looseKey(externalXRef) === looseKey(NOT_RESPONDED)) return [];
  return [
    report('SET-STATUS-XREF', {
      where: { resource: 'board-status', field: 'externalIntegrationXRef' },
      message: `External Integration XRef is ${externalXRef === '' ? 'blank' : `“${literalText(externalXRef)}”`}. Select “${NOT_RESPONDED}”: by it ConnectWise knows the status for tickets that an integration opens, and offers the board for integration.`,
      seen: externalXRef,
      expected: NOT_RESPONDED,
    }),
  ];
}
