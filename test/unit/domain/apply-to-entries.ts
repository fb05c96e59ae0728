import type { Change } from '../../../lib/domain/change.ts';
import type { ManagedIdEntry } from '../../../lib/domain/connectwise-records.ts';
import { entry, SOLUTION } from '../../support/builders/domain-records.ts';

/** Plays ConnectWise for planned changes of managed-id entries: what holds `from`, gets `to`; new rows come last. */
export function applyToEntries(entries: readonly ManagedIdEntry[], changes: readonly Change[]): ManagedIdEntry[] {
  const rows = new Map(entries.map((row) => [row.id, { ...row }]));
  let nextId = Math.max(0, ...rows.keys()) + 1;
  for (const { op, ref, fields, id } of changes) {
    const row = op === 'create' ? entry(nextId++, null, '') : rows.get(ref.id ?? Number.NaN);
    if (!row) throw new Error(`${id}: there is no entry ${ref.id}.`);
    for (const { field, from } of fields) {
      if (op !== 'create' && !same(Reflect.get(row, field), from))
        throw new Error(`${id}: ${field} is not what the plan read.`);
    }
    if (op === 'delete') rows.delete(row.id);
    else rows.set(row.id, { ...row, ...Object.fromEntries(fields.map(({ field, to }) => [field, stored(to)])) });
  }
  return [...rows.values()];
}

function same(current: unknown, from: unknown): boolean {
  return JSON.stringify(idOnly(current)) === JSON.stringify(from);
}

function idOnly(value: unknown): unknown {
  return value && typeof value === 'object' && 'id' in value ? { id: value.id } : value;
}

/** ConnectWise answers a written reference with its name. */
function stored(value: unknown): unknown {
  const reference = idOnly(value);
  return JSON.stringify(reference) === JSON.stringify({ id: SOLUTION.id }) ? SOLUTION : value;
}
