import type { Incident } from '../../domain/tickets/incident.ts';
import type { OngoingResult } from '../../domain/tickets/ongoing-incidents.ts';
import type { EngineDeps } from '../engine-api.ts';

/** What is kept of a ticket that a user confirmed: for the page, and so that the same incident is not offered again. */
export interface KeptResult extends OngoingResult {
  /** When the incident began: one that began later is another one. */
  since: string;
}

type ResultDeps = Pick<EngineDeps, 'store' | 'clock'>;

export async function recordOngoingResult(deps: ResultDeps, incidentKey: string, result: OngoingResult): Promise<void> {
  const since = (await deps.store.incident(incidentKey))?.since ?? '';
  const kept: KeptResult = { ...result, since };
  await deps.store.cache(keyOf(incidentKey), kept, deps.clock());
}

export async function ongoingResult(
  { store }: Pick<ResultDeps, 'store'>,
  incidentKey: string,
): Promise<KeptResult | undefined> {
  return (await store.cached<KeptResult>(keyOf(incidentKey)))?.value;
}

/** Before it is tried again. */
export function forgetOngoingResult({ store }: Pick<ResultDeps, 'store'>, incidentKey: string): Promise<void> {
  return store.forget(keyOf(incidentKey));
}

/** Whether a user's ticket tracks the incident already: by this work, or by one that was there. */
export function isTracked(result: KeptResult | undefined, { since }: Pick<Incident, 'since'>): boolean {
  return result?.state === 'done' && result.ticketId !== undefined && result.since === since;
}

/** With an end, so that no longer key is forgotten with it. */
function keyOf(incidentKey: string): string {
  return `ongoing:${incidentKey};`;
}
