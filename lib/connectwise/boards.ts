import * as z from 'zod/mini';
import type { BoardStatus, Reference } from '../domain/connectwise-records.ts';
import { mapRecordList, type RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { eq } from './conditions.ts';
import { flag, id, info, number, parseRecord, parseRecords, reference, text, toInfo } from './record.ts';

const PATH = '/service/boards';
/** For members without the right Table Setup (docs/reference/connectwise-rest.md#tickets). */
const ACTIVE_PATH = '/service/info/boards/active';
const BOARD_FIELDS = 'id,name,inactiveFlag,projectFlag';
const STATUS_FIELDS = 'id,name,board/id,closedStatus,defaultFlag,inactive,sortOrder,escalationStatus,_info';

const boardSchema = z.object({ id, name: boundedText, inactiveFlag: flag, projectFlag: flag });

const statusSchema = z.object({
  id,
  name: boundedText,
  board: reference,
  closedStatus: flag,
  defaultFlag: flag,
  inactive: flag,
  sortOrder: number,
  escalationStatus: text,
  _info: info,
});

type Escalation = NonNullable<BoardStatus['escalationStatus']>;
const ESCALATIONS: readonly Escalation[] = ['NotResponded', 'Responded', 'ResolutionPlan', 'Resolved', 'NoEscalation'];

/** Active boards for service tickets, by id; boards for projects take no service ticket. */
export async function listBoards(client: RestClient): Promise<Result<RecordList<Reference>>> {
  const rows = await client.list(PATH, { conditions: eq('inactiveFlag', false), fields: BOARD_FIELDS });
  if (!rows.ok && rows.failure.code === 'missing-right') {
    // When that is refused as well, the right to be given is the one of the first question.
    const active = await client.list(ACTIVE_PATH, { fields: BOARD_FIELDS });
    return !active.ok && active.failure.code === 'missing-right' ? rows : toBoards(active, ACTIVE_PATH);
  }
  return toBoards(rows, PATH);
}

function toBoards(rows: Result<unknown[]>, path: string): Result<RecordList<Reference>> {
  return mapRecordList(
    parseRecords(boardSchema, rows, path, (raw) => raw),
    (boards) =>
      boards
        .filter(({ inactiveFlag, projectFlag }) => !inactiveFlag && !projectFlag)
        .map(({ id, name }) => ({ id, name })),
  );
}

export function boardStatusPath(boardId: number): string {
  return `${PATH}/${boardId}/statuses`;
}

export function parseBoardStatus(value: unknown, boardId: number): Result<BoardStatus> {
  const parsed = parseRecord(statusSchema, value, boardStatusPath(boardId));
  return parsed.ok ? ok(toStatus(parsed.value, boardId)) : parsed;
}

/** Statuses of one board, inactive ones too, by sort order, then id. There is no weaker path to them. */
export async function listBoardStatuses(client: RestClient, boardId: number): Promise<Result<RecordList<BoardStatus>>> {
  const path = boardStatusPath(boardId);
  const rows = await client.list(path, { fields: STATUS_FIELDS });
  const statuses = parseRecords(statusSchema, rows, path, (raw) => toStatus(raw, boardId));
  if (statuses.ok) statuses.value.rows.sort((a, b) => a.sortOrder - b.sortOrder || a.id - b.id);
  return statuses;
}

function toStatus(raw: z.infer<typeof statusSchema>, boardId: number): BoardStatus {
  return {
    id: raw.id,
    name: raw.name,
    boardId: raw.board?.id ?? boardId,
    closedStatus: raw.closedStatus ?? false,
    defaultFlag: raw.defaultFlag ?? false,
    inactive: raw.inactive ?? false,
    sortOrder: raw.sortOrder ?? 0,
    escalationStatus: ESCALATIONS.find((known) => known === raw.escalationStatus) ?? null,
    _info: toInfo(raw._info),
  };
}
