import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { RecordList } from '../../domain/record-list.ts';
import type { Result } from '../../shared/result.ts';
import { MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';
import { viewPrefix } from './view-cache.ts';

/** Entries of the company in the tab: read again when the field is opened, not with every key. */
const ENTRIES_AGE = MINUTE;

/** A company's managed-ID entries, at most a minute old. */
export function cachedEntries(
  deps: Pick<EngineDeps, 'connectWise' | 'store' | 'clock'>,
  companyId: number,
): Promise<Result<RecordList<ManagedIdEntry>>> {
  return cachedRead(deps, `${viewPrefix(companyId)}entry-list`, ENTRIES_AGE, () =>
    deps.connectWise.managedIdEntries(companyId),
  );
}
