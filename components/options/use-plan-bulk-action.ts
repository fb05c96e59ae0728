import { useState } from 'preact/hooks';
import type { Input } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import type { Failure } from '../../lib/shared/errors.ts';

/** Where the preview of a bulk action is, and what came of it. */
export const BULK_ACTION_ADDRESS = '#companies/bulk-action';

type Planned = Input<'bulk-action.plan'>;

export interface PlanBulkAction {
  /** What is being asked for. */
  busy: Planned['kind'] | null;
  failure: Failure | null;
  plan: (planned: Planned) => void;
}

/** Asks for the preview of a bulk action and goes to it. Nothing is written by that. @param onPlanned the preview is being made */
export function usePlanBulkAction(onPlanned?: () => void): PlanBulkAction {
  const [busy, setBusy] = useState<Planned['kind'] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const plan = async (planned: Planned) => {
    setBusy(planned.kind);
    setFailure(null);
    const result = await send('bulk-action.plan', planned);
    setBusy(null);
    if (!result.ok) return setFailure(result.failure);
    onPlanned?.();
    location.hash = BULK_ACTION_ADDRESS;
  };
  return { busy, failure, plan: (planned) => void plan(planned) };
}
