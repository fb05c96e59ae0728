import * as z from 'zod/mini';
import { readableRows } from '../domain/record-list.ts';
import type { AvailableChoices, AvailableSubType } from '../domain/ticket-choices.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, id, number, parseRecords } from './record.ts';

const PRIORITY_PATH = '/service/priorities';

const prioritySchema = z.object({ id, name: boundedText, sortOrder: number });
const typeSchema = z.object({ id, name: boundedText, inactiveFlag: flag });
const subTypeSchema = z.object({
  id,
  name: boundedText,
  inactiveFlag: flag,
  typeAssociationIds: z.nullish(z.array(id)),
});

/** What a ticket of the board may get: priorities by their order, active types and subtypes by name. Three requests. */
export async function listTicketChoices(client: RestClient, boardId: number): Promise<Result<AvailableChoices>> {
  const [priorities, types, subTypes] = await Promise.all([
    listPriorities(client),
    listTypes(client, boardId),
    listSubTypes(client, boardId),
  ]);
  if (!priorities.ok) return priorities;
  if (!types.ok) return types;
  if (!subTypes.ok) return subTypes;
  return ok({ priorities: priorities.value, types: types.value, subTypes: subTypes.value });
}

async function listPriorities(client: RestClient): Promise<Result<AvailableChoices['priorities']>> {
  const rows = await client.list(PRIORITY_PATH, { fields: 'id,name,sortOrder' });
  const read = readableRows(parseRecords(prioritySchema, rows, PRIORITY_PATH, (raw) => raw));
  if (!read.ok) return read;
  const sorted = read.value.toSorted((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0) || a.id - b.id);
  return ok(sorted.map(({ id, name }) => ({ id, name })));
}

async function listTypes(client: RestClient, boardId: number): Promise<Result<AvailableChoices['types']>> {
  const path = `/service/boards/${boardId}/types`;
  const rows = await client.list(path, { fields: 'id,name,inactiveFlag' });
  const read = readableRows(parseRecords(typeSchema, rows, path, (raw) => raw));
  return read.ok ? ok(active(read.value).map(({ id, name }) => ({ id, name }))) : read;
}

async function listSubTypes(client: RestClient, boardId: number): Promise<Result<AvailableSubType[]>> {
  const path = `/service/boards/${boardId}/subtypes`;
  const rows = await client.list(path, { fields: 'id,name,inactiveFlag,typeAssociationIds' });
  const read = readableRows(parseRecords(subTypeSchema, rows, path, (raw) => raw));
  if (!read.ok) return read;
  return ok(
    active(read.value).map(({ id, name, typeAssociationIds }) => ({ id, name, typeIds: typeAssociationIds ?? [] })),
  );
}

function active<Row extends { name: string; inactiveFlag?: boolean | null | undefined }>(rows: readonly Row[]): Row[] {
  return rows.filter(({ inactiveFlag }) => !inactiveFlag).sort((a, b) => a.name.localeCompare(b.name));
}
