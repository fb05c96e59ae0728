import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { type Gate, gate, movedByOwnRun, sharedClock } from '../gate.ts';

type SharedGateDeps = Pick<EngineDeps, 'connectWise' | 'store' | 'settings' | 'clock'>;

/** A failed push is tried again within minutes: it is among the newest runs. */
const LOOK_BACK = 20;

/** Whether another browser, or a person, pushed the customer within the gate, by the entries that were just read. */
export async function sharedGate(
  deps: SharedGateDeps,
  company: { companyId: number; customerId: string },
  entries: readonly ManagedIdEntry[],
): Promise<Result<Gate>> {
  const efsId = formatEfsId(company.customerId, deps.settings.prefix);
  // Who we are may cost a request: asked only where somebody wrote within the gate.
  if (gate([sharedClock(entries, efsId)], deps.clock()).open) return ok({ open: true });
  const who = await deps.connectWise.actor();
  if (!who.ok) return who;
  const shared = sharedClock(entries, efsId, who.value.member);
  const state = gate([shared], deps.clock());
  if (state.open || shared === undefined) return ok(state);
  const runs = await deps.store.runs({ companyId: company.companyId, limit: LOOK_BACK });
  return ok(movedByOwnRun(shared, runs) ? { open: true } : state);
}
