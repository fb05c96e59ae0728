import type { EngineDeps } from '../engine-api.ts';
import { resumeConnection } from '../pacing/connection-stop.ts';
import { endOthersWork } from './end-others-work.ts';

/** What was read through a connection: another tenant, or another right, may give something else. */
const CACHED_READS = [
  'setup:',
  'name:',
  'company:',
  'agreements:',
  'view:',
  'ticket:',
  'others:',
  'rivals:',
  'portal-customers',
  'facts:',
  'jobs:',
  'poll:paused',
  'notices:',
];

/**
 * After a user fixed a connection or changed its keys: what waits is due at once, set-up tables are read again. What another
 * ConnectWise or portal left has ended.
 */
export async function connectionChanged(deps: Pick<EngineDeps, 'store' | 'clock'>): Promise<void> {
  await endOthersWork(deps);
  for (const prefix of CACHED_READS) await deps.store.forget(prefix);
  await resumeConnection(deps);
}
