import * as z from 'zod/mini';
import type { Ticket } from '../domain/connectwise-records.ts';
import { mapRecordList, type RecordList } from '../domain/record-list.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { RestClient } from './client.ts';
import { and, beginsWith, eq, since } from './conditions.ts';
import {
  blankableId,
  compact,
  flag,
  getOrNull,
  id,
  info,
  parseRecord,
  parseRecords,
  rawText,
  reference,
  text,
  toInfo,
  toTime,
} from './record.ts';

export const TICKET_PATH = '/service/tickets';
const FIELDS =
  'id,summary,company/id,company/name,board/id,board/name,status/id,status/name,closedFlag,closedDate,closedBy,' +
  'externalXRef,parentTicketId,mergedParentTicket/id,source/name,priority/id,priority/name,type/id,type/name,' +
  'subType/id,subType/name,_info';

const required = z.object({ id, name: text });

const schema = z.object({
  id,
  summary: text,
  company: required,
  board: required,
  status: required,
  closedFlag: flag,
  closedDate: text,
  closedBy: text,
  externalXRef: text,
  parentTicketId: blankableId,
  mergedParentTicket: reference,
  source: reference,
  priority: reference,
  type: reference,
  subType: reference,
  _info: info,
});

function toTicket(raw: z.infer<typeof schema>): Ticket {
  const parent = raw.parentTicketId;
  const merged = raw.mergedParentTicket?.id;
  return compact<Ticket>({
    id: raw.id,
    summary: raw.summary ?? '',
    company: { id: raw.company.id, name: raw.company.name ?? '' },
    board: { id: raw.board.id, name: raw.board.name ?? '' },
    status: { id: raw.status.id, name: raw.status.name ?? '' },
    closedFlag: raw.closedFlag ?? false,
    closedDate: toTime(raw.closedDate),
    closedBy: raw.closedBy || undefined,
    externalXRef: raw.externalXRef ?? '',
    // 0 means none.
    parentTicketId: parent ? parent : undefined,
    mergedParentTicket: merged ? { id: merged } : undefined,
    sourceName: raw.source?.name ?? '',
    priority: toNamed(raw.priority),
    type: toNamed(raw.type),
    subType: toNamed(raw.subType),
    dateEntered: toTime(raw._info?.dateEntered),
    _info: toInfo(raw._info),
  });
}

function toNamed(raw: z.infer<typeof reference>): Ticket['priority'] {
  return raw?.id ? { id: raw.id, name: raw.name ?? '' } : undefined;
}

/** @param isOurs whether an external reference is one that was requested; a row that gives none may be. */
async function list(
  client: RestClient,
  conditions: string,
  isOurs: (externalXRef: string) => boolean = () => true,
): Promise<Result<RecordList<Ticket>>> {
  const rows = await client.list(TICKET_PATH, { conditions, fields: FIELDS });
  const mayBeOurs = (raw: unknown) => {
    const externalXRef = rawText(raw, 'externalXRef');
    return externalXRef === undefined || isOurs(externalXRef);
  };
  const found = parseRecords(schema, rows, TICKET_PATH, toTicket, mayBeOurs);
  return mapRecordList(found, (tickets) => tickets.filter(({ externalXRef }) => isOurs(externalXRef)));
}

/** Open and closed, by id ascending. ConnectWise compares without case and closing blanks, so its answer is narrowed. */
export async function ticketsByXRef(client: RestClient, xref: string): Promise<Result<RecordList<Ticket>>> {
  return list(client, eq('externalXRef', xref), (externalXRef) => externalXRef === xref);
}

export async function openTickets(
  client: RestClient,
  xrefPrefix: string,
  companyId: number | undefined,
): Promise<Result<RecordList<Ticket>>> {
  const ofCompany = companyId === undefined ? [] : [eq('company/id', companyId)];
  const conditions = and(...ofCompany, eq('closedFlag', false), beginsWith('externalXRef', xrefPrefix));
  return list(client, conditions, (externalXRef) => externalXRef.startsWith(xrefPrefix));
}

/**
 * Tickets of a company entered at or after a moment, by id ascending. When a ticket was entered stands in `_info` and is
 * asked for as `dateEntered`, as `lastUpdated` is (docs/reference/connectwise-rest.md#conditions).
 */
export async function companyTickets(
  client: RestClient,
  companyId: number,
  from: IsoTime,
): Promise<Result<RecordList<Ticket>>> {
  return list(client, and(eq('company/id', companyId), since('dateEntered', readTime(from) ?? 0)));
}

export async function readTicket(client: RestClient, id: number): Promise<Result<Ticket | null>> {
  const found = await getOrNull(client, `${TICKET_PATH}/${id}`, { fields: FIELDS });
  if (!found.ok) return fail(found.failure);
  return found.value === null ? ok(null) : parseTicket(found.value);
}

export function parseTicket(value: unknown): Result<Ticket> {
  const parsed = parseRecord(schema, value, TICKET_PATH);
  return parsed.ok ? ok(toTicket(parsed.value)) : parsed;
}
