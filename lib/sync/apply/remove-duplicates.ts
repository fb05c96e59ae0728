import type { Change } from '../../domain/change.ts';
import type { RecordList } from '../../domain/record-list.ts';
import type { ConnectWisePort, StoredRecord } from '../ports.ts';
import { applyChange, type Writer } from './apply-change.ts';
import type { Applied } from './change-result.ts';
import { findAllCreated, identityOf } from './find-created.ts';

const JUST_READ = { record: true, absence: true, unclear: [] };

/**
 * Looks again at what was just created, and removes what exists twice: the record entered first stays. A browser
 * repeats a POST by itself when a kept-alive connection closes without an answer (seen in Chromium), and another browser
 * may create the same at the same moment; a look before the create sees neither.
 * Nobody else's record can be meant: just before, there was none.
 */
export async function removeOwnDuplicates(writer: Writer, applied: readonly Applied[]): Promise<Applied[]> {
  const { journal } = writer;
  const removed: Applied[] = [];
  const look = oncePerList(writer.connectWise);
  for (const { change, result } of applied) {
    if (change.op !== 'create' || result.state !== 'applied' || result.noop) continue;
    // Two tickets are merged by planning again, never deleted: a user may have written on either.
    if (change.resource === 'ticket') continue;
    const found = await look(change);
    const [first, ...duplicates] = [...found].sort((a, b) => a.id - b.id);
    if (!first) continue;
    if (result.recordId !== first.id) await journal.amend(change, first.id);
    removed.push(...(await removeDuplicates(writer, change, first, duplicates)));
  }
  return removed;
}

/** Deletes what was created twice; `kept` stays. */
export async function removeDuplicates(
  writer: Writer,
  change: Change,
  kept: StoredRecord,
  duplicates: readonly StoredRecord[],
): Promise<Applied[]> {
  const removed: Applied[] = [];
  for (const duplicate of duplicates) {
    const removal = removalOf(change, duplicate, kept);
    removed.push({ change: removal, result: await applyChange(writer, removal, JUST_READ) });
  }
  return removed;
}

/** Records like the created one; a list that could not be read hides no duplicate for good: the next plan names it. */
function oncePerList(connectWise: ConnectWisePort): (change: Change) => Promise<StoredRecord[]> {
  const lists = new Map<string, RecordList<StoredRecord>>();
  return async (change) => {
    // Configurations are listed by type, products by identifier: those of another one are not in the list.
    const listed = change.fields.filter(({ field }) => field === 'type' || field === 'identifier');
    const key = JSON.stringify([change.resource, change.ref, listed.map(({ to }) => to)]);
    const siblings = lists.get(key);
    const found = await findAllCreated(connectWise, change, siblings);
    if (!found.ok) return [];
    lists.set(key, found.value.siblings);
    return found.value.matches;
  };
}

/** The deletion of a record that was created twice; `first` stays. */
export function removalOf(created: Change, duplicate: StoredRecord, first: StoredRecord): Change {
  return {
    id: `${created.id}/duplicate/${duplicate.id}`,
    part: created.part,
    resource: created.resource,
    op: 'delete',
    ref: { ...created.ref, id: duplicate.id },
    label: created.label,
    fields: [],
    requires: [{ resource: created.resource, ref: { ...created.ref, id: first.id }, members: identityOf(created) }],
    reason: `It was created twice by one request; number ${first.id} stays.`,
    dependent: true,
  };
}
