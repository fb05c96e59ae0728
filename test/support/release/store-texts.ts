import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'store');

export const STORES = ['chrome-web-store', 'edge-add-ons', 'firefox-amo'] as const;
export type Store = (typeof STORES)[number];

/** Returns the fields of a store's listing with their texts: its own, and those that all stores have. */
export function fieldsOf(store: Store): Map<string, string> {
  return new Map([...read('common'), ...read(store)]);
}

/** Names of permissions that have a justification. */
export function justified(): string[] {
  return [...read('common').keys()].flatMap((name) => /^Permission: (.+)$/.exec(name)?.[1] ?? []);
}

function read(name: string): Map<string, string> {
  const [, ...parts] = readFileSync(join(FOLDER, `${name}.md`), 'utf8').split(/^## /m);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), part.slice(end).trim()];
    }),
  );
}
