import type { EngineDeps } from '../../engine-api.ts';
import { continueBulkSync } from '../continue-bulk-sync.ts';
import { continueFirstSync } from '../first-sync.ts';
import { continueComparison } from '../fleet/comparison.ts';
import { continueBulkAction } from './continue-action.ts';

/**
 * Works on everything that concerns many companies, until it ends, is paused or cancelled, or `until` (milliseconds since the epoch)
 * has come: what a user waits for at a screen first. Resumable.
 */
export async function continueWork(deps: EngineDeps, until: number): Promise<void> {
  const jobs = [continueBulkAction, continueComparison, continueFirstSync, continueBulkSync];
  const thrown: unknown[] = [];
  // A full disk in one of them does not keep the others from going on.
  for (const job of jobs) await job(deps, until).catch((error: unknown) => thrown.push(error));
  if (thrown.length > 0) throw thrown[0];
}
