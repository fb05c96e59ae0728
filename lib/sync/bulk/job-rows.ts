import type { FirstSyncRow } from '../../domain/first-sync.ts';
import type { EngineDeps } from '../engine-api.ts';

type RowDeps = Pick<EngineDeps, 'store' | 'clock'>;
type Rows = Record<string, FirstSyncRow>;

/** What was planned of the companies of one chunk, by company id: planned again, a company takes its own place. */
export interface RowTracker {
  put(companyId: number, row: FirstSyncRow): Promise<void>;
}

/** Several companies are planned at once, so that their rows are stored one after the other. */
export async function trackRows(deps: RowDeps, id: string, chunk: number): Promise<RowTracker> {
  let rows = await readRows(deps, id, chunk);
  let stored: Promise<void> = Promise.resolve();
  return {
    put(companyId, row) {
      rows = { ...rows, [companyId]: row };
      const next = rows;
      stored = stored.then(() => deps.store.cache(keyOf(id, chunk), next, deps.clock()));
      return stored;
    },
  };
}

/** Every company that was planned so far, once: two customers of one company may be in different chunks. */
export async function allRows(deps: RowDeps, id: string, chunks: number): Promise<FirstSyncRow[]> {
  const all: Rows = {};
  for (let chunk = 0; chunk < chunks; chunk++) Object.assign(all, await readRows(deps, id, chunk));
  return Object.values(all);
}

async function readRows({ store }: RowDeps, id: string, chunk: number): Promise<Rows> {
  return (await store.cached<Rows>(keyOf(id, chunk)))?.value ?? {};
}

function keyOf(id: string, chunk: number): string {
  return `bulk-sync:${id}:rows:${chunk}`;
}
