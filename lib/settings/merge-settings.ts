import type { EditableSettings, Settings } from '../domain/settings.ts';

/** The settings with the edits in them, or the name of a setting that was changed since the form read it. */
export type Merged = { settings: Settings } | { conflict: string };

/**
 * Puts a form's edits over what is stored by now. Only what the form changed is taken from it, so that another tab's changes stay;
 * what both changed is a conflict, and nothing is taken. Groups such as `tickets` are merged member by member, lists as a whole,
 * and so are groups in a group, of which a part means nothing: `products` has an id and its name. `health.limits` is none of these.
 * @param before the same members as the form had read them.
 */
export function mergeSettings(
  stored: Settings,
  before: Partial<EditableSettings>,
  edited: Partial<EditableSettings>,
): Merged {
  const { value, conflict } = mergeGroup(stored, before, edited, Object.keys(edited), '');
  // Members are of the types of what they came from: a merged group has the keys of its sides alone.
  return conflict === undefined ? { settings: value as unknown as Settings } : { conflict };
}

/** Groups in a group whose members are settings by themselves. */
const INNER_GROUPS: ReadonlySet<string> = new Set([
  'health.limits',
  'tickets.choices',
  'notices.noBackup',
  'notices.diskUsage',
]);

/** @param path of the group with a dot behind it; '' for the settings themselves. */
function mergeGroup(stored: object, before: object, edited: object, names: readonly string[], path: string) {
  const value = new Map<string, unknown>(Object.entries(stored));
  const [was, wants] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(edited)),
  ];
  for (const name of names) {
    const [now, from, to] = [value.get(name), was.get(name), wants.get(name)];
    if (same(from, to) || same(now, to)) continue;
    if (same(now, from)) {
      if (to === undefined) value.delete(name);
      else value.set(name, to);
    } else if ((path === '' || INNER_GROUPS.has(path + name)) && isGroup(now) && isGroup(from) && isGroup(to)) {
      const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
      const inner: { value: object; conflict?: string } = mergeGroup(now, from, to, keys, `${path}${name}.`);
      if (inner.conflict !== undefined) return { value: stored, conflict: `${name}.${inner.conflict}` };
      value.set(name, inner.value);
    } else return { value: stored, conflict: name };
  }
  return { value: Object.fromEntries(value) };
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Members in one order: what was stored by another version may have them in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isGroup(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, member]) => [name, sorted(member)]);
}
