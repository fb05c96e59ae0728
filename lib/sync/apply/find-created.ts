import type { Change } from '../../domain/change.ts';
import { whole } from '../../domain/listed.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type IsoTime, MINUTE, readTime } from '../../shared/time.ts';
import type { ConnectWisePort, StoredRecord } from '../ports.ts';
import { sameValue } from '../same-value.ts';

/** Members that make a record the same one, so that it is never created twice. */
const KEYS: Record<Change['resource'], readonly string[]> = {
  'managed-id-entry': ['groupIdentifier', 'deviceType', 'managementSolution'],
  configuration: ['deviceIdentifier'],
  addition: ['product', 'serialNumber'],
  ticket: ['externalXRef'],
  // Every text of ours ends with the time of the event that it tells of, so that two notes with one text are one.
  'ticket-note': ['text'],
};

/** Whether two changes create the same record: of the same kind, at the same place, with the same identifying members. */
export function createSameRecord(one: Change, other: Change): boolean {
  if (one.op !== 'create' || other.op !== 'create' || one.resource !== other.resource) return false;
  const { companyId, agreementId, ticketId } = one.ref;
  if (companyId !== other.ref.companyId || agreementId !== other.ref.agreementId || ticketId !== other.ref.ticketId) {
    return false;
  }
  const member = ({ fields }: Change, name: string) => fields.find(({ field }) => field === name)?.to;
  return KEYS[one.resource].every((name) => sameValue(member(one, name), member(other, name)));
}

/** Looks whether the record that a change would create stands in ConnectWise already. */
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
    const tickets = whole(await connectWise.ticketsByXRef(xref));
    if (!tickets.ok) return tickets;
    return ok(tickets.value.filter(({ dateEntered }) => (readTime(dateEntered) ?? 0) >= from));
  }
  const found = await findAllCreated(connectWise, change);
  return found.ok ? ok([...found.value.matches].sort((a, b) => a.id - b.id)) : found;
}

/** Every record that is the one a change creates, among the records beside it; these are read unless they are given. */
export async function findAllCreated(
  connectWise: ConnectWisePort,
  change: Change,
  known?: StoredRecord[],
): Promise<Result<{ matches: StoredRecord[]; siblings: StoredRecord[] }>> {
  const siblings = known ? ok(known) : await readSiblings(connectWise, change);
  if (!siblings.ok) return siblings;
  const keys = change.fields.filter((field) => KEYS[change.resource].includes(field.field));
  const isIt = (record: StoredRecord) => {
    const members = record as unknown as Record<string, unknown>;
    return keys.length > 0 && keys.every((key) => sameValue(members[key.field], key.to));
  };
  return ok({ matches: siblings.value.filter(isIt), siblings: siblings.value });
}

async function readSiblings(connectWise: ConnectWisePort, change: Change): Promise<Result<StoredRecord[]>> {
  const { companyId, agreementId, ticketId } = change.ref;
  switch (change.resource) {
    case 'managed-id-entry':
      return whole(await connectWise.managedIdEntries(companyId));
    case 'configuration':
      return whole(await connectWise.configurations(companyId, idOf(change, 'type')));
    case 'addition': {
      if (agreementId === undefined) return ok([]);
      const additions = whole(await connectWise.additions(agreementId));
      // A cancelled line is history: its product and serial may well be entered again.
      return additions.ok ? ok(additions.value.filter((addition) => !addition.cancelledDate)) : additions;
    }
    case 'ticket': {
      const xref = xrefIn(change);
      if (xref === undefined) return ok([]);
      const tickets = whole(await connectWise.ticketsByXRef(xref));
      // A closed one is history: the same problem may well come back.
      return tickets.ok ? ok(tickets.value.filter((ticket) => !ticket.closedFlag)) : tickets;
    }
    case 'ticket-note':
      return ticketId === undefined ? ok([]) : whole(await connectWise.ticketNotes(ticketId));
  }
}

function xrefIn(change: Change): string | undefined {
  const value = change.fields.find(({ field }) => field === 'externalXRef')?.to;
  return typeof value === 'string' && value ? value : undefined;
}

function idOf(change: Change, field: string): number {
  const value = change.fields.find((candidate) => candidate.field === field)?.to;
  return value && typeof value === 'object' && !Array.isArray(value) ? Number(value.id) : 0;
}
