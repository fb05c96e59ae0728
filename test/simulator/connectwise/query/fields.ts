/**
 * Partial response, `fields=id,name,status/id` (docs/reference/connectwise-rest.md#conditions). Names that the record
 * does not carry are left out of the answer. Blank text means all of it.
 */
export function pickFields(record: Record<string, unknown>, fields: string | undefined): Record<string, unknown> {
  if (!fields?.trim()) return record;
  const picked: Record<string, unknown> = {};
  for (const path of fields.split(',')) copyPath(record, picked, path.trim().split('/'));
  return picked;
}

function copyPath(from: Record<string, unknown>, to: Record<string, unknown>, [name, ...rest]: string[]): void {
  const value = name === undefined ? undefined : from[name];
  if (name === undefined || value === undefined) return;
  if (rest.length === 0 || !isRecord(value)) {
    to[name] = value;
    return;
  }
  const inner = isRecord(to[name]) ? to[name] : {};
  copyPath(value, inner, rest);
  to[name] = inner;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
