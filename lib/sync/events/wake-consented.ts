import { type AutomaticParts, REVIEW } from '../../domain/automatic-parts.ts';
import { addedParts, automaticParts } from '../../domain/consent.ts';
import type { EngineDeps } from '../engine-api.ts';

const KEY = 'automatic:parts';

/**
 * Makes work due that waits for consent, once more parts are automatic than at the drain before: a user or the policy turned
 * them on. Work that waits for something else is tried too, and waits again. Done before it is noted, so that a worker that is
 * killed in between does it again.
 */
export async function wakeConsented({ store, settings, clock }: EngineDeps): Promise<void> {
  const parts = automaticParts(settings);
  const before = (await store.cached<AutomaticParts>(KEY))?.value ?? REVIEW;
  const isAdded = Object.values(addedParts(before, parts)).includes(true);
  if (isAdded) await store.wakeWaiting(clock());
  const isTaken = Object.values(addedParts(parts, before)).includes(true);
  if (isAdded || isTaken) await store.cache(KEY, parts, clock());
}
