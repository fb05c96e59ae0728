import type { Change } from '../domain/change.ts';
import type { RecordRef, Resource } from '../domain/record-ref.ts';
import type { JsonValue } from '../shared/json.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { StoredRecord } from '../sync/ports.ts';
import type { RestClient } from './client.ts';
import { nameClosingRight } from './closing-right.ts';
import { mergeTicket } from './merge-ticket.ts';
import { getOrNull } from './record.ts';
import { listPath, parseStored, recordPath } from './record-paths.ts';
import { internal, membersOf } from './writable.ts';

/** The record as it is now, whole; null when it is gone. */
export async function readRecord(
  client: RestClient,
  resource: Resource,
  ref: RecordRef,
): Promise<Result<StoredRecord | null>> {
  const path = recordPath(resource, ref);
  if (!path.ok) return path;
  const found = await getOrNull(client, path.value);
  if (!found.ok) return fail(found.failure);
  return found.value === null ? ok(null) : parseStored(resource, found.value, ref);
}

/**
 * Writes one change and answers the record as ConnectWise now has it; null after a delete. Deleting what is gone
 * already is success. Failures `timeout`, `truncated` and `unreachable` leave open whether it was written: look, never repeat.
 */
export async function writeChange(client: RestClient, change: Change): Promise<Result<StoredRecord | null>> {
  const written = await send(client, change);
  return written.ok ? written : fail(await nameClosingRight(client, change, written.failure));
}

async function send(client: RestClient, change: Change): Promise<Result<StoredRecord | null>> {
  switch (change.op) {
    case 'create':
      return create(client, change);
    case 'update':
      return update(client, change);
    case 'delete':
      return remove(client, change);
    case 'merge':
      return mergeTicket(client, change);
  }
}

async function create(client: RestClient, change: Change): Promise<Result<StoredRecord>> {
  const { resource, ref } = change;
  const path = listPath(resource, ref);
  if (!path.ok) return path;
  const members = membersOf(change);
  if (!members.ok) return members;
  const made = await client.post(path.value, bodyOf(change, members.value));
  return made.ok ? parseStored(resource, made.value, ref) : made;
}

function bodyOf({ resource, ref }: Change, members: readonly [string, JsonValue][]) {
  const body: { [member: string]: JsonValue } = Object.fromEntries(members.filter(([, value]) => value !== null));
  if (resource === 'configuration' || resource === 'ticket') body.company = { id: ref.companyId };
  // A note belongs under at least one heading; what is not internal is the discussion.
  if (resource === 'ticket-note' && !body.internalAnalysisFlag) body.detailDescriptionFlag ??= true;
  return body;
}

async function update(client: RestClient, change: Change): Promise<Result<StoredRecord>> {
  const { resource, ref } = change;
  const path = recordPath(resource, ref);
  if (!path.ok) return path;
  const members = membersOf(change);
  if (!members.ok) return members;
  // Whole top-level members: a path into a reference may be answered with a 200 that changed nothing
  // (docs/reference/connectwise-rest.md#writing).
  const steps = members.value.map(([member, value]) => ({ op: 'replace' as const, path: member, value }));
  const patched = await client.patch(path.value, steps);
  return patched.ok ? parseStored(resource, patched.value, ref) : patched;
}

async function remove(client: RestClient, change: Change): Promise<Result<null>> {
  // A ticket is what a customer was notified of and somebody worked on: it is closed or merged, never deleted.
  if (change.resource === 'ticket') return fail(internal('A ticket is never deleted.', 'op'));
  const path = recordPath(change.resource, change.ref);
  if (!path.ok) return path;
  const gone = await client.remove(path.value);
  if (gone.ok || gone.failure.code === 'not-found') return ok(null);
  const isUsed = gone.failure.code === 'busy';
  return isUsed ? fail({ ...gone.failure, nextStep: 'Remove what uses it first, or leave it as it is.' }) : gone;
}
