import type { Change, ChangeState, HoldCode, Run, UnclearWrite } from '../../domain/change.ts';
import type { Failure } from '../../shared/errors.ts';

/** What came of one change. */
export interface ChangeResult {
  state: Exclude<ChangeState, 'intended'>;
  outcome: string;
  /** With `held`: why. */
  hold?: HoldCode;
  recordId?: number;
  /** The record was so already: nothing was written. */
  noop?: boolean;
  failure?: Failure;
  /** ConnectWise has to be asked again; absent: the result is final. */
  unclear?: UnclearWrite;
}

export interface Applied {
  change: Change;
  result: ChangeResult;
}

export function countStates(applied: readonly Applied[]): Run['counts'] {
  const counts = { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 };
  for (const { result } of applied) counts[result.state]++;
  return counts;
}
