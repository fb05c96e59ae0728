import type { Change } from '../../domain/change.ts';
import { mapRecordList, type RecordList, recordList, unreadableFailure } from '../../domain/record-list.ts';
import type { JsonValue } from '../../shared/json.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sameValue } from '../../shared/same-value.ts';
import { type IsoTime, MINUTE, readTime } from '../../shared/time.ts';
import type { ConnectWisePort, StoredRecord } from '../ports.ts';

/** Members that make a record the same one, so that it is never created twice. */
const KEYS: Record<Change['resource'], readonly string[]> = {
  'managed-id-entry': ['groupIdentifier', 'deviceType', 'managementSolution'],
  configuration: ['deviceIdentifier', 'type'],
  addition: ['product', 'serialNumber'],
  ticket: ['externalXRef'],
  // Every text of ours ends with the time of the event that it reports, so two notes with one text are one.
  'ticket-note': ['text'],
  'management-solution': ['name'],
  'managed-devices-integration': ['name'],
  // Of one integration. Agreement type and product may be changed; a second row would bill the service twice.
  'cross-reference': ['vendorType', 'vendorLevel'],
  product: ['identifier'],
  'board-status': ['name'],
};

/** Whether two changes create the same record: of the same kind, at the same place, with the same identifying members. */
export function createSameRecord(one: Change, other: Change): boolean {
  if (one.op !== 'create' || other.op !== 'create' || one.resource !== other.resource) return false;
  const parents = ['companyId', 'agreementId', 'ticketId', 'integrationId', 'boardId'] as const;
  if (parents.some((parent) => one.ref[parent] !== other.ref[parent])) return false;
  const member = ({ fields }: Change, name: string) => fields.find(({ field }) => field === name)?.to;
  return KEYS[one.resource].every((name) => sameValue(member(one, name), member(other, name)));
}

/** Looks whether the record that a change would create exists in ConnectWise already. */
export async function findCreated(connectWise: ConnectWisePort, change: Change): Promise<Result<StoredRecord | null>> {
  const found = await findAllCreated(connectWise, change);
  return found.ok ? ok(found.value.matches[0] ?? null) : found;
}

/** ConnectWise's clock and the browser's may differ by this much. */
const SKEW = 5 * MINUTE;

/**
 * Every record that a create of long ago made, lowest id first: what was created since may have become history by now.
 * @param since when the call was about to be made.
 */
export async function findAllCreatedSince(
  connectWise: ConnectWisePort,
  change: Change,
  since: IsoTime,
): Promise<Result<StoredRecord[]>> {
  const xref = xrefIn(change);
  const from = (readTime(since) ?? 0) - SKEW;
  if (change.resource === 'ticket' && xref !== undefined) {
    const tickets = await connectWise.ticketsByXRef(xref);
    if (!tickets.ok) return tickets;
    return matchesIn(tickets.value, ({ dateEntered }) => (readTime(dateEntered) ?? 0) >= from);
  }
  const found = await findAllCreated(connectWise, change);
  // Where the agreement or the ticket is gone, nothing exists on it.
  if (!found.ok) return found.failure.code === 'not-found' ? ok([]) : found;
  return ok([...found.value.matches].sort((a, b) => a.id - b.id));
}

/** Rows that are the record. That there is none is only known where every row could be read. */
function matchesIn<T extends StoredRecord>(
  { rows, unreadable }: RecordList<T>,
  isIt: (record: T) => boolean,
): Result<StoredRecord[]> {
  const matches = rows.filter(isIt);
  return matches.length === 0 && unreadable.length > 0 ? fail(unreadableFailure(unreadable)) : ok(matches);
}

/** Every record that is the one a change creates, among the records beside it; these are read unless they are given. */
export async function findAllCreated(
  connectWise: ConnectWisePort,
  change: Change,
  known?: RecordList<StoredRecord>,
): Promise<Result<{ matches: StoredRecord[]; siblings: RecordList<StoredRecord> }>> {
  const siblings = known ? ok(known) : await readSiblings(connectWise, change);
  if (!siblings.ok) return siblings;
  const keys = identityOf(change);
  const matches = matchesIn(siblings.value, (record: StoredRecord) => {
    const members = record as unknown as Record<string, unknown>;
    return keys.length > 0 && keys.every(({ field, value }) => sameValue(members[field], value));
  });
  return matches.ok ? ok({ matches: matches.value, siblings: siblings.value }) : matches;
}

/** The members by which a record is the one that a change creates. */
export function identityOf({ resource, fields }: Change): { field: string; value: JsonValue }[] {
  return fields.filter(({ field }) => KEYS[resource].includes(field)).map(({ field, to }) => ({ field, value: to }));
}

async function readSiblings(connectWise: ConnectWisePort, change: Change): Promise<Result<RecordList<StoredRecord>>> {
  const { companyId, agreementId, ticketId, integrationId, boardId } = change.ref;
  switch (change.resource) {
    case 'managed-id-entry':
      return connectWise.managedIdEntries(companyId);
    case 'configuration':
      return connectWise.configurations(companyId, [idOf(change, 'type')]);
    case 'addition': {
      if (agreementId === undefined) return ok(recordList([]));
      // A cancelled line is history: its product and serial may well be entered again.
      return mapRecordList(await connectWise.additions(agreementId), (rows) =>
        rows.filter((row) => !row.cancelledDate),
      );
    }
    case 'ticket': {
      const xref = xrefIn(change);
      if (xref === undefined) return ok(recordList([]));
      // A closed one is history: the same problem may well come back.
      return mapRecordList(await connectWise.ticketsByXRef(xref), (rows) => rows.filter((row) => !row.closedFlag));
    }
    case 'ticket-note':
      return ticketId === undefined ? ok(recordList([])) : connectWise.ticketNotes(ticketId);
    case 'management-solution':
      return connectWise.managementSolutions();
    case 'managed-devices-integration':
      return connectWise.managedDevicesIntegrations();
    case 'cross-reference':
      return integrationId === undefined ? ok(recordList([])) : connectWise.crossReferences(integrationId);
    case 'product':
      return connectWise.productsNamed(textsOf(change, 'identifier'));
    case 'board-status':
      return boardId === undefined ? ok(recordList([])) : connectWise.boardStatuses(boardId);
  }
}

function xrefIn(change: Change): string | undefined {
  const value = change.fields.find(({ field }) => field === 'externalXRef')?.to;
  return typeof value === 'string' && value ? value : undefined;
}

function textsOf({ fields }: Change, name: string): string[] {
  return fields.flatMap(({ field, to }) => (field === name && typeof to === 'string' ? to : []));
}

function idOf(change: Change, field: string): number {
  const value = change.fields.find((candidate) => candidate.field === field)?.to;
  return value && typeof value === 'object' && !Array.isArray(value) ? Number(value.id) : 0;
}
