import type { ConnectWiseState, TableName } from '../../simulator/connectwise/state.ts';
import { TABLES } from '../../simulator/connectwise/state.ts';

/** Members of every record, as JSON text, without what ConnectWise stamps on it. */
export type TableSnapshot = Map<TableName, Map<number, Map<string, string>>>;

export function snapshotTables({ tables }: ConnectWiseState): TableSnapshot {
  return new Map(
    TABLES.map((name) => [
      name,
      new Map(tables[name].all().map(({ id, _info, ...members }) => [id, membersAsText(members)])),
    ]),
  );
}

export interface RecordDifference {
  table: TableName;
  id: number;
  kind: 'created' | 'changed' | 'removed';
  /** Of a changed record. */
  members: string[];
}

/** What differs between two snapshots. Absent, null and '' are the same blank. */
export function differences(before: TableSnapshot, after: TableSnapshot): RecordDifference[] {
  return TABLES.flatMap((table) => {
    const old = before.get(table) ?? new Map();
    const now = after.get(table) ?? new Map();
    const ids = [...new Set<number>([...old.keys(), ...now.keys()])];
    return ids.flatMap((id): RecordDifference[] => {
      const was = old.get(id);
      const is = now.get(id);
      if (!was) return [{ table, id, kind: 'created', members: [] }];
      if (!is) return [{ table, id, kind: 'removed', members: [] }];
      const members = [...new Set<string>([...was.keys(), ...is.keys()])].filter(
        (name) => (was.get(name) ?? BLANK) !== (is.get(name) ?? BLANK),
      );
      return members.length > 0 ? [{ table, id, kind: 'changed', members }] : [];
    });
  });
}

const BLANK = 'null';

function membersAsText(members: Record<string, unknown>): Map<string, string> {
  return new Map(
    Object.entries(members).map(([name, value]) => [
      name,
      value === '' || value === undefined ? BLANK : JSON.stringify(value),
    ]),
  );
}
