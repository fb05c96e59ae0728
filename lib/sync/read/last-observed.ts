import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { Observation } from './observation.ts';
import { FOR_CHECK, observe } from './observe.ts';
import { readToKeep } from './read-to-keep.ts';
import { observationKey } from './view-cache.ts';

/** Returns a company as its screens show it: as last observed, read where it was not. */
export async function lastObserved(deps: EngineDeps, companyId: number): Promise<Result<Observation>> {
  const key = observationKey(companyId, deps.settings);
  const cached = await deps.store.cached<Observation>(key);
  if (cached) return ok(cached.value);
  return readToKeep(
    deps,
    () => observe(deps, companyId, FOR_CHECK),
    (value) => [{ key, value }],
  );
}
