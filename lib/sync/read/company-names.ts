import type { Company } from '../../domain/connectwise-records.ts';
import { readableRows } from '../../domain/record-list.ts';
import type { Result } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';

/** Id and name of every company that is not deleted, at most `maxAge` milliseconds old. A name says no more than where to look. */
export function companyNames(
  deps: Pick<EngineDeps, 'connectWise' | 'store' | 'clock'>,
  maxAge: number = HOUR,
): Promise<Result<Pick<Company, 'id' | 'name'>[]>> {
  return cachedRead(deps, 'setup:company-names', maxAge, async () =>
    readableRows(await deps.connectWise.companyNames()),
  );
}
