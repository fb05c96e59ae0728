import type { EngineDeps } from '../engine-api.ts';
import { continueBulkSync } from './continue-bulk-sync.ts';
import { continueFirstSync } from './first-sync.ts';

/**
 * Works on a running bulk sync, and on a preview of the first sync, until it ends, is paused or cancelled, or `until` (milliseconds since
 * the epoch) has come. Resumable.
 */
export async function continueBulkWork(deps: EngineDeps, until: number): Promise<void> {
  await continueBulkSync(deps, until);
  await continueFirstSync(deps, until);
}
