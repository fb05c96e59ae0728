import type { SimulatorClock } from '../clock.ts';
import type { FieldType, FieldTypeOf, ReadField } from './conditions/match.ts';
import type { Resource } from './resource.ts';
import type { Reference } from './schema.ts';
import type { ConnectWiseState } from './state.ts';
import { type Row, valueAt } from './table.ts';

/** Rows as REST gives them, and single fields of them as queries see them. */
export interface View {
  /** The whole record: references expanded, derived members computed, unset and write-only members left out. */
  present: (row: Row) => Record<string, unknown>;
  /** For conditions and orderBy: computes nothing but the field that is asked for. */
  reader: (row: Row) => ReadField;
}

export function createView(resource: Resource, state: ConnectWiseState, clock: SimulatorClock): View {
  const derive = (row: Row) => resource.derive?.(row, state, clock) ?? {};
  return {
    present(row) {
      const derived = derive(row);
      const shown: Record<string, unknown> = { id: row.id };
      for (const [name, member] of Object.entries(resource.members)) {
        const value = Object.hasOwn(derived, name) ? derived[name] : row[name];
        if (value === undefined || value === null || ('writeOnly' in member && member.writeOnly)) continue;
        shown[name] = member.type === 'reference' ? expand(member, value, state) : value;
      }
      return { ...shown, _info: row._info };
    },
    reader(row) {
      let derived: Record<string, unknown> | undefined;
      return (path) => {
        if (path === 'lastUpdated') return row._info?.lastUpdated;
        const [head = '', inner] = path.split('/');
        const member = resource.members[head];
        if (path === 'dateEntered' && !member) return row._info?.dateEntered;
        if (resource.readOnly?.includes(head)) {
          derived ??= derive(row);
          if (Object.hasOwn(derived, head)) return valueAt(derived, path);
        }
        if (member?.type !== 'reference' || !inner || inner === 'id') return valueAt(row, path);
        return expand(member, row[head], state)?.[inner];
      };
    },
  };
}

/** `{id, name}` as the target has it now, whatever was sent (docs/reference/connectwise-rest.md#writing [FAKE]). */
export function expand(
  member: Reference,
  value: unknown,
  state: ConnectWiseState,
): Record<string, unknown> | undefined {
  const id = valueAt(value, 'id');
  const target = member.target && typeof id === 'number' ? state.tables[member.target].get(id) : undefined;
  if (!target) return typeof value === 'object' && value !== null ? { ...value } : undefined;
  const expanded: Record<string, unknown> = { id };
  for (const { shown, path } of shownMembers(member)) {
    const found = valueAt(target, path);
    if (found !== undefined && found !== null) expanded[shown] = found;
  }
  return expanded;
}

/**
 * Types of the fields that conditions and orderBy may name. `lastUpdated` stands for `_info.lastUpdated`
 * (docs/reference/connectwise-rest.md#conditions), and `dateEntered` for `_info.dateEntered`: published examples ask
 * tickets so; that other records take it too is INFERRED.
 */
export function fieldTypes(resource: Resource): FieldTypeOf {
  return (path) => {
    if (path === 'id') return 'numeric';
    if (path === 'lastUpdated') return 'datetime';
    const [head = '', inner, ...deeper] = path.split('/');
    const member = Object.hasOwn(resource.members, head) ? resource.members[head] : undefined;
    if (path === 'dateEntered' && !member) return 'datetime';
    if (!member || deeper.length > 0) return undefined;
    if (member.type !== 'reference') return inner === undefined ? plainType(member.type) : undefined;
    if (inner === 'id') return 'numeric';
    return shownMembers(member).some(({ shown }) => shown === inner) ? innerType(inner) : undefined;
  };
}

export function shownMembers(member: Reference): { shown: string; path: string }[] {
  return member.shows.map((entry) => {
    const [shown = entry, path = entry] = entry.split('=');
    return { shown, path };
  });
}

function innerType(inner: string | undefined): FieldType {
  return inner?.endsWith('Flag') ? 'boolean' : 'string';
}

function plainType(type: 'string' | 'integer' | 'number' | 'boolean' | 'datetime' | 'list'): FieldType | undefined {
  switch (type) {
    case 'integer':
    case 'number':
      return 'numeric';
    case 'list':
      return undefined;
    default:
      return type;
  }
}
