import type { StorageArea } from '../shared/storage-area.ts';

export const BROWSER_ID_KEY = 'browser-id';

const SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['win', 'Windows'],
  ['mac', 'macOS'],
  ['linux', 'Linux'],
  ['cros', 'ChromeOS'],
  ['android', 'Android'],
]);

/** Edge and others call themselves Chrome as well, so they are looked for first. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrom(e|ium)\//, 'Chrome'],
];

/** Name of a browser in the journal, e.g. `Chrome on Windows (3f2a)`: tells several technicians' browsers apart. */
export function browserName(userAgent: string, system: string, id: string): string {
  const name = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Browser';
  return `${name} on ${SYSTEMS.get(system) ?? system} (${id})`;
}

/** Four hexadecimal digits that stay with this installation. They say nothing about the user or the machine. */
export async function browserId(storage: StorageArea, makeId: () => string): Promise<string> {
  const stored = await storage.get(BROWSER_ID_KEY);
  if (typeof stored === 'string') return stored;
  const id = makeId().replaceAll('-', '').slice(0, 4);
  await storage.set(BROWSER_ID_KEY, id);
  return id;
}
