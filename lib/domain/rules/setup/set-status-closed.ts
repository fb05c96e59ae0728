import type { Finding } from '../../finding.ts';
import type { FieldName } from '../../page-fields.ts';
import { report } from '../report.ts';
import type { BoardStatusSubject } from './setup-subject.ts';

/**
 * SET-STATUS-CLOSED: a new ticket must be open, and the status one that can still be chosen
 * (docs/reference/setup-guides.md#figure-1).
 */
export function setStatusClosed({ draft }: BoardStatusSubject): Finding[] {
  const flags: [FieldName, string, boolean | undefined][] = [
    ['closedStatus', 'Closed Status?', draft.closed],
    ['statusInactive', 'Inactive', draft.inactive],
  ];
  return flags.flatMap(([field, label, flag]) => {
    if (!flag) return [];
    return report('SET-STATUS-CLOSED', {
      where: { resource: 'board-status', field },
      message: `New backup tickets get this status. Uncheck “${label}”, or choose another status in the options.`,
      seen: true,
      expected: false,
    });
  });
}
