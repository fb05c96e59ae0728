import * as z from 'zod/mini';
import type { TicketNote } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { compact, flag, id, info, number, parseRecord, parseRecords, text, toInfo, toTime } from './record.ts';
import { TICKET_PATH } from './tickets.ts';

/** Not `allNotes`: that one adds time entries, which are nobody's note (docs/reference/connectwise-rest.md#tickets). */
export function ticketNotePath(ticketId: number): string {
  return `${TICKET_PATH}/${ticketId}/notes`;
}

const FIELDS = 'id,ticketId,text,internalAnalysisFlag,createdBy,dateCreated,_info';

const schema = z.object({
  id,
  ticketId: number,
  text: text,
  internalAnalysisFlag: flag,
  createdBy: text,
  dateCreated: text,
  _info: info,
});

function toNote(raw: z.infer<typeof schema>, ticketId: number): TicketNote {
  return compact<TicketNote>({
    id: raw.id,
    ticketId: raw.ticketId ?? ticketId,
    text: raw.text ?? '',
    internalAnalysisFlag: raw.internalAnalysisFlag ?? false,
    createdBy: raw.createdBy || undefined,
    dateCreated: toTime(raw.dateCreated),
    _info: toInfo(raw._info),
  });
}

/** Notes of one ticket, by id ascending. */
export async function listTicketNotes(client: RestClient, ticketId: number): Promise<Result<RecordList<TicketNote>>> {
  const path = ticketNotePath(ticketId);
  const notes = parseRecords(schema, await client.list(path, { fields: FIELDS }), path, (raw) => toNote(raw, ticketId));
  if (notes.ok) notes.value.rows.sort((a, b) => a.id - b.id);
  return notes;
}

export function parseTicketNote(value: unknown, ticketId: number): Result<TicketNote> {
  const parsed = parseRecord(schema, value, ticketNotePath(ticketId));
  return parsed.ok ? ok(toNote(parsed.value, ticketId)) : parsed;
}
