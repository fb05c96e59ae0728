import type { Plan } from '../../domain/change.ts';
import { NO_COMPANY } from '../../domain/record-ref.ts';
import { planSetup } from '../../domain/setup/plan-setup.ts';
import { type ProductProposals, proposeProducts } from '../../domain/setup/product-proposals.ts';
import type { SetupFixInput } from '../../domain/setup/setup-fix-input.ts';
import type { Failure } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { readSetup } from './read-setup.ts';

/** What the runs of such plans are called in place of a company. */
const SET_UP = 'Set-up';

/**
 * Plans the fixes of set-up checks, from what ConnectWise holds now: one preview and one run for all of them. Nothing is written
 * here.
 */
export async function planSetupFix(deps: EngineDeps, input: SetupFixInput): Promise<Result<Plan>> {
  const snapshot = await readSetup(deps, input);
  if (!snapshot.ok) return snapshot;
  const { changes, skipped } = planSetup(input, snapshot.value);
  const now = isoTime(deps.clock());
  return ok({
    id: deps.ids(),
    companyId: NO_COMPANY,
    companyName: SET_UP,
    efsIds: [],
    madeAt: now,
    factsAt: now,
    changes,
    skipped,
    cause: { kind: 'fix', ref: `setup/${input.checkIds.join('+')}` },
    // The name is decided now: settings may name another one by the time of the run.
    setup: { ...input, solutionName: snapshot.value.solutionName },
  });
}

/** Reads what products may be created from; nothing is written. */
export async function productProposals(deps: EngineDeps): Promise<Result<ProductProposals>> {
  const snapshot = await readSetup(deps, { checkIds: ['products'] });
  return snapshot.ok ? ok(proposeProducts(snapshot.value)) : snapshot;
}

/** Reads the set-up again after a run. Answers a failure when something of it is still to be written. */
export async function verifySetup(deps: EngineDeps, input: SetupFixInput): Promise<Failure | undefined> {
  const again = await planSetupFix(deps, input);
  if (!again.ok) return again.failure;
  const [left] = again.value.changes;
  if (!left) return undefined;
  return {
    code: 'needs-user',
    message: `The changes were written, but ${left.label} is still not as planned.`,
    nextStep: 'Look at the record in ConnectWise.',
  };
}
