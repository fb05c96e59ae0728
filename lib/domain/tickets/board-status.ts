import type { BoardStatus, Reference } from '../connectwise-records.ts';
import type { TicketSettings } from '../settings.ts';

/**
 * Statuses are a board's own: one of another board is refused (docs/reference/connectwise-rest.md#tickets). Both
 * functions look at this board alone.
 */
type OfBoard = Pick<Reference, 'id'>;

/**
 * The status that closes a ticket on a board: the one in the settings; on another board, its closed one of the same name; else the
 * first with escalation Resolved; else the first closed one. Undefined: the board has none that is active.
 */
export function closingStatus(
  board: OfBoard,
  statuses: readonly BoardStatus[],
  { closedStatus: wanted }: Pick<TicketSettings, 'closedStatus'>,
): BoardStatus | undefined {
  const closed = active(board, statuses).filter(({ closedStatus }) => closedStatus);
  return (
    closed.find(({ id }) => id === wanted?.id) ??
    closed.find(({ name }) => wanted && plain(name) === plain(wanted.name)) ??
    closed.find(({ escalationStatus }) => escalationStatus === 'Resolved') ??
    closed[0]
  );
}

/**
 * The status of a new or re-opened ticket on a board: the one in the settings; else the first with escalation Not
 * Responded (docs/reference/setup-guides.md#2022-step-2); else the board's default; else the first open one. Undefined:
 * the board has none.
 */
export function openingStatus(
  board: OfBoard,
  statuses: readonly BoardStatus[],
  { newStatus: wanted }: Pick<TicketSettings, 'newStatus'>,
): BoardStatus | undefined {
  const open = active(board, statuses).filter(({ closedStatus }) => !closedStatus);
  return (
    open.find(({ id }) => id === wanted?.id) ??
    open.find(({ escalationStatus }) => escalationStatus === 'NotResponded') ??
    open.find(({ defaultFlag }) => defaultFlag) ??
    open[0]
  );
}

function active(board: OfBoard, statuses: readonly BoardStatus[]): BoardStatus[] {
  return statuses
    .filter(({ boardId, inactive }) => boardId === board.id && !inactive)
    .sort((a, b) => a.sortOrder - b.sortOrder || a.id - b.id);
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
