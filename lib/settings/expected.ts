import * as z from 'zod/mini';

/** Returns in words what a schema takes, for an administrator, e.g. `a number from 0 to 100`. Pure. */
export function expectedOf(schema: unknown): string {
  if (schema instanceof z.ZodMiniNullable || schema instanceof z.ZodMiniOptional)
    return `${expectedOf(schema.def.innerType)}, or nothing`;
  if (schema instanceof z.ZodMiniEnum) return `one of ${Object.values(schema.def.entries).join(', ')}`;
  if (schema instanceof z.ZodMiniLiteral) return schema.def.values.map(String).join(' or ');
  if (schema instanceof z.ZodMiniUnion) return schema.def.options.map(expectedOf).join(', or ');
  if (schema instanceof z.ZodMiniBoolean) return 'true or false';
  if (schema instanceof z.ZodMiniNumber) return numberWords(schema);
  if (schema instanceof z.ZodMiniString) return textWords(schema);
  if (schema instanceof z.ZodMiniArray) return `a list of ${itemWords(schema.def.element)}`;
  if (schema instanceof z.ZodMiniObject) return `a group of ${Object.keys(schema.def.shape).join(', ')}`;
  if (schema instanceof z.ZodMiniRecord) return `a group by name, each ${expectedOf(schema.def.valueType)}`;
  return 'a valid value';
}

function itemWords(item: unknown): string {
  if (item instanceof z.ZodMiniEnum) return `these: ${Object.values(item.def.entries).join(', ')}`;
  if (item instanceof z.ZodMiniObject) return `groups of ${Object.keys(item.def.shape).join(', ')}`;
  return 'texts';
}

function numberWords(schema: z.ZodMiniNumber): string {
  const what = isWhole(schema) ? 'a whole number' : 'a number';
  const least = boundOf(schema, 'greater_than');
  const most = boundOf(schema, 'less_than');
  if (least === undefined) return what;
  return most === undefined ? `${what} of at least ${least}` : `${what} from ${least} to ${most}`;
}

function textWords(schema: z.ZodMiniString): string {
  const most = limitOf(schema, 'max_length', 'maximum');
  const said = (schema.def.checks ?? []).map((check) => check._zod.def).find((def) => 'error' in def);
  const own = said?.error?.({} as never);
  const rule = typeof own === 'string' ? own : undefined;
  if (rule) return `a text that ${rule}`;
  return most === undefined ? 'a text' : `a text of at most ${most} characters`;
}

/** Whether a number is a whole one. */
export function isWhole(schema: z.ZodMiniNumber): boolean {
  return 'format' in schema.def && /int/.test(String(schema.def.format));
}

function boundOf(schema: z.ZodMiniNumber, kind: 'greater_than' | 'less_than'): number | undefined {
  return limitOf(schema, kind, 'value');
}

function limitOf(schema: z.ZodMiniType, kind: string, member: 'value' | 'maximum'): number | undefined {
  for (const check of schema.def.checks ?? []) {
    const def: object & { check: string } = check._zod.def;
    const limit = new Map<string, unknown>(Object.entries(def)).get(member);
    if (def.check === kind && typeof limit === 'number') return limit;
  }
  return undefined;
}
