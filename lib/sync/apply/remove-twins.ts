import type { Change } from '../../domain/change.ts';
import type { RunJournal } from '../journal.ts';
import type { ConnectWisePort, StoredRecord } from '../ports.ts';
import { applyChange } from './apply-change.ts';
import type { Applied } from './apply-plan.ts';
import { findAllCreated } from './find-created.ts';

const JUST_READ = { record: true, absence: true };

/**
 * Looks again at what was just created, and takes away what stands there twice: the record entered first stays. A browser
 * repeats a POST by itself when a kept-alive connection closes without an answer (seen in Chromium), and another browser
 * may create the same at the same moment; a look before the create sees neither.
 * Nobody else's record can be meant: just before, there was none.
 */
export async function removeTwins(
  connectWise: ConnectWisePort,
  journal: RunJournal,
  applied: readonly Applied[],
): Promise<Applied[]> {
  const removed: Applied[] = [];
  const look = oncePerList(connectWise);
  for (const { change, result } of applied) {
    if (change.op !== 'create' || result.state !== 'applied' || result.unneeded) continue;
    // Two tickets are merged by planning again, never deleted: a person may have written on either.
    if (change.resource === 'ticket') continue;
    const standing = await look(change);
    const [first, ...twins] = [...standing].sort((a, b) => a.id - b.id);
    if (!first) continue;
    if (result.recordId !== first.id) await journal.amend(change, first.id);
    for (const twin of twins) {
      const removal = removalOf(change, twin, first);
      removed.push({ change: removal, result: await applyChange(connectWise, journal, removal, JUST_READ) });
    }
  }
  return removed;
}

/** Records like the created one; a list that could not be read hides no twin for good: the next plan names it. */
function oncePerList(connectWise: ConnectWisePort): (change: Change) => Promise<StoredRecord[]> {
  const lists = new Map<string, StoredRecord[]>();
  return async (change) => {
    const key = JSON.stringify([change.resource, change.ref]);
    const siblings = lists.get(key);
    const found = await findAllCreated(connectWise, change, siblings);
    if (!found.ok) return [];
    lists.set(key, found.value.siblings);
    return found.value.matches;
  };
}

function removalOf(created: Change, twin: StoredRecord, first: StoredRecord): Change {
  return {
    id: `${created.id}/twin/${twin.id}`,
    push: created.push,
    resource: created.resource,
    op: 'delete',
    ref: { ...created.ref, id: twin.id },
    label: created.label,
    fields: [],
    reason: `It was created twice by one request; number ${first.id} stays.`,
    followsUp: true,
  };
}
