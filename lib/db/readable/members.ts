import { readTime } from '../../shared/time.ts';

/*
 * A stored row may be broken: half written, damaged, or of a version with other members. What reads rows for a view or an index repairs
 * each that is not as declared, so that it is shown as far as it can be read and never keeps the others from being shown.
 */

/** Whether a value is as it is declared. */
export type Test = (value: unknown) => boolean;

/** How each member of a row is tested, and what a required one is where it cannot be read; an optional one is left out then. */
export type Members<T> = { [Name in keyof T]-?: { is: Test; otherwise?: T[Name] } };

export const isText: Test = (value) => typeof value === 'string';
export const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value);
export const isFlag: Test = (value) => typeof value === 'boolean';
export const isTime: Test = (value) => typeof value === 'string' && readTime(value) !== undefined;
export const isTexts: Test = (value) => Array.isArray(value) && value.every(isText);

export function isOneOf(values: readonly unknown[]): Test {
  return (value) => values.includes(value);
}

export function isListOf(is: Test): Test {
  return (value) => Array.isArray(value) && value.every(is);
}

/** Whether an object has these members, and of the optional ones those that it has are as declared. */
export function isObject(
  required: Readonly<Record<string, Test>>,
  optional: Readonly<Record<string, Test>> = {},
): Test {
  const all = Object.entries(required);
  const some = Object.entries(optional);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const members = value as Record<string, unknown>;
    return (
      all.every(([name, is]) => is(members[name])) &&
      some.every(([name, is]) => members[name] === undefined || is(members[name]))
    );
  };
}

/** Returns the row itself where all of it is as declared, else one whose members are, and the names of those that were not. */
export function readMembers<T extends object>(stored: T, members: Members<T>): { row: T; broken: (keyof T)[] } {
  const names = Object.keys(members) as (keyof T)[];
  const broken = names.filter((name) => {
    const { is, otherwise } = members[name];
    return stored[name] === undefined ? otherwise !== undefined : !is(stored[name]);
  });
  if (broken.length === 0) return { row: stored, broken };
  const row = { ...stored };
  for (const name of broken) {
    const { otherwise } = members[name];
    if (otherwise === undefined) delete row[name];
    else row[name] = otherwise;
  }
  return { row, broken };
}
