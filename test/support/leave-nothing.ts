import { afterAll, expect } from 'vitest';

/*
 * Runs around every test file whose process goes on with the next one: what a file leaves changed there would decide how others end,
 * depending on their order. So it fails here.
 */

/**
 * May change: IndexedDB, which Node lacks and which some files begin without any database of; the extension's API, which WXT gives to
 * each file; what Vitest keeps.
 */
const MAY_CHANGE = /^(indexedDB|IDB\w+|browser|chrome|_.*)$/;

const before = descriptors();
const environment = { ...process.env };

afterAll(() => {
  const after = descriptors();
  const changed = [...before].filter(([name, { value, get }]) => {
    const now = after.get(name);
    return !Object.is(now?.value, value) || now?.get !== get;
  });
  expect(changed.map(([name]) => name)).toEqual([]);
  expect(process.env).toEqual(environment);
});

function descriptors(): Map<string, PropertyDescriptor> {
  const all = Object.entries(Object.getOwnPropertyDescriptors(globalThis));
  return new Map(all.filter(([name]) => !MAY_CHANGE.test(name)));
}
