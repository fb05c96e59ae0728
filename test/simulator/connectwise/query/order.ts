import type { FieldTypeOf, ReadField } from '../conditions/match.ts';
import { badRequest } from '../errors.ts';

interface Key {
  path: string;
  /** 1 ascending, −1 descending. */
  sign: 1 | -1;
}

/**
 * `orderBy=name asc, id desc` (docs/reference/connectwise-rest.md#conditions). Throws a 400 for unknown fields and
 * directions.
 */
export function parseOrderBy(text: string, typeOf: FieldTypeOf): Key[] {
  return text.split(',').map((part) => {
    const [path = '', direction = 'asc', ...more] = part.trim().split(/\s+/);
    const word = direction.toLowerCase();
    if (!typeOf(path) || (word !== 'asc' && word !== 'desc') || more.length > 0) {
      throw badRequest(`orderBy '${part.trim()}' is not a field followed by asc or desc.`);
    }
    return { path, sign: word === 'asc' ? 1 : -1 };
  });
}

/** Sorts records by the keys; equal ones keep their order (by id). Unset values come first in ascending order. */
export function sortRecords<T>(records: readonly T[], keys: Key[], readerOf: (record: T) => ReadField): T[] {
  const read = records.map((record) => ({ record, values: keys.map(({ path }) => readerOf(record)(path)) }));
  read.sort((a, b) => {
    for (const [index, { sign }] of keys.entries()) {
      const difference = compareValues(a.values[index], b.values[index]);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  });
  return read.map(({ record }) => record);
}

function compareValues(a: unknown, b: unknown): number {
  const [unsetA, unsetB] = [a === undefined || a === null, b === undefined || b === null];
  if (unsetA || unsetB) return Number(unsetB) - Number(unsetA);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [textA, textB] = [String(a).toLowerCase(), String(b).toLowerCase()];
  return textA < textB ? -1 : Number(textA > textB);
}
