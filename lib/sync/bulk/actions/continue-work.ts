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
  await continueBulkAction(deps, until);
  await continueComparison(deps, until);
  await continueFirstSync(deps, until);
  await continueBulkSync(deps, until);
}
