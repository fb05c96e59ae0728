import { literalText } from '../../shared/text-values.ts';
import { openingStatus } from '../tickets/board-status.ts';
import { createSetupRecord, type SetupPart, type SetupSnapshot, skip, updateSetupRecord } from './setup-fix.ts';

/** Name of the status in the guide (docs/reference/setup-guides.md#figure-1). */
const NEW_STATUS = 'New (not responded)';

/**
 * Plans the status of new tickets: its escalation must be Not Responded (docs/reference/setup-guides.md#step-1). The External
 * Integration XRef beside it is no member of REST.
 */
export function fixBoardStatus({ settings: { tickets }, boardStatuses }: SetupSnapshot): SetupPart {
  const { board } = tickets;
  if (!board || !boardStatuses) {
    return {
      changes: [],
      skipped: [skip('Status of new tickets', 'Choose a service board under Options › Tickets first.')],
    };
  }
  const status = openingStatus(board, boardStatuses, tickets);
  const label = `Status “${literalText(status?.name ?? NEW_STATUS)}” of “${literalText(board.name)}”`;
  const ref = { boardId: board.id };
  const reason = 'New tickets get this status: its escalation must be Not Responded.';
  const escalationStatus = 'NotResponded';
  if (status) {
    return {
      changes: updateSetupRecord('board-status', status, label, { escalationStatus }, reason, ref),
      skipped: [],
    };
  }
  const members = { name: NEW_STATUS, escalationStatus, displayOnBoard: true };
  const change = createSetupRecord('board-status', String(board.id), label, members, reason, ref);
  return { changes: [change], skipped: [] };
}
