import type { JsonValue } from '../../../shared/json.ts';
import type { Change } from '../../change.ts';
import type { ManagedIdEntry } from '../../connectwise-records.ts';
import { createEntry, deleteEntry, ENTRY_COUNTERS, memberOf, solutionIdOf, updateEntry } from './entry-changes.ts';
import { checkManagedIds, type EntryDraft, type ManagedIdSubject } from './managed-id-rules.ts';
import { inOrderOfEntry } from './managed-id-subject.ts';

const WRITTEN = ['managementSolution', 'groupIdentifier', 'deviceType', 'agreement', ...ENTRY_COUNTERS] as const;
const REASON = 'Brings the managed-ID entries to the pair, Workstations and Servers first.';

/**
 * Everything that has a fix, in one go: the fixes are applied in thought, one after another, until none is left, and
 * the difference between the entries before and after is planned. What needs a user's decision stays a finding.
 * Order: changed entries first, then new ones in order of entry, deletions last, so that a run which is cut off leaves
 * too many entries rather than too few.
 */
export function fixPlan(facts: ManagedIdSubject): Change[] {
  const id = solutionIdOf(facts);
  const subject = id === undefined ? facts : { ...facts, solution: { id, name: facts.managementSolution ?? '' } };
  const before = inOrderOfEntry(subject.entries.filter((entry) => entry.id !== undefined));
  const after = inOrderOfEntry(repaired(subject, before));
  const beforeById = new Map(before.map((entry) => [entry.id, entry]));
  const keptIds = new Set(after.map((entry) => entry.id));

  const updates = after.map((entry) => {
    const stored = beforeById.get(entry.id);
    return stored && updateEntry(subject, stored, membersOf(entry, WRITTEN), REASON);
  });
  const creations = after.map((entry) =>
    beforeById.has(entry.id) || !entry.deviceType
      ? undefined
      : createEntry(subject, entry.groupIdentifier, entry.deviceType, REASON, countersOf(entry)),
  );
  const deletions = before
    .filter((entry) => !keptIds.has(entry.id))
    .map((entry) => deleteEntry(subject, entry, REASON, keptFor(entry, after, beforeById)));
  return [...updates, ...creations, ...deletions].filter((change) => change !== undefined);
}

/** The stored entries that make a deleted one superfluous, as they are after the plan: its like, else the pair of its id. */
function keptFor(
  entry: EntryDraft,
  after: readonly EntryDraft[],
  before: ReadonlyMap<number | undefined, EntryDraft>,
): EntryDraft[] {
  const ofId = after.filter((other) => other.groupIdentifier === entry.groupIdentifier && before.has(other.id));
  const like = ofId.filter((other) => other.deviceType === entry.deviceType);
  return like.length ? like : ofId;
}

function repaired(subject: ManagedIdSubject, stored: readonly EntryDraft[]): EntryDraft[] {
  let entries = [...stored];
  // Every fix removes its finding, so a handful per entry is enough; the limit only guards against two rules that disagree.
  for (let step = 0; step < 10 * (stored.length + 1); step += 1) {
    const fix = checkManagedIds({ ...subject, entries }).find((finding) => finding.fix)?.fix;
    if (!fix) break;
    for (const change of fix.changes) entries = withChange(entries, change);
  }
  return entries;
}

function withChange(entries: readonly EntryDraft[], { op, ref, fields }: Change): EntryDraft[] {
  const values = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
  if (op === 'delete') return entries.filter((entry) => entry.id !== ref.id);
  if (op === 'update') return entries.map((entry) => (entry.id === ref.id ? withValues(entry, values) : entry));
  const id = Math.max(0, ...entries.map((entry) => entry.id ?? 0)) + 1;
  return [...entries, withValues({ id, companyId: ref.companyId, groupIdentifier: '', agreement: null }, values)];
}

function withValues(entry: EntryDraft, values: Record<string, JsonValue>): EntryDraft {
  return { ...entry, ...values };
}

function membersOf(
  entry: EntryDraft,
  members: readonly (keyof ManagedIdEntry)[],
): Partial<Record<keyof ManagedIdEntry, JsonValue>> {
  return Object.fromEntries(members.map((member) => [member, memberOf(entry, member)]));
}

function countersOf(entry: EntryDraft): Partial<Record<(typeof ENTRY_COUNTERS)[number], number>> {
  return Object.fromEntries(
    ENTRY_COUNTERS.map((member) => [member, entry[member]]).filter(([, value]) => value != null),
  );
}
