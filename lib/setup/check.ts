import type { Finding } from '../domain/finding.ts';
import type { SetupCheck } from '../domain/setup-check.ts';
import type { Failure } from '../shared/errors.ts';
import type { SetupReads } from './reads.ts';

/** What running a check says; the rest of a `SetupCheck` is the same every time. */
export type Outcome = Pick<SetupCheck, 'state' | 'evidence' | 'nextStep' | 'fix' | 'path' | 'values'>;

/** One check: a file of its own, listed in `checks.ts`. */
export interface Check extends Pick<SetupCheck, 'id' | 'area' | 'title' | 'path' | 'guide'> {
  /** May reject: `runChecks` then says that this check is unknown. */
  run(reads: SetupReads): Promise<Outcome>;
}

/** Returns that all is well. */
export function passed(...evidence: string[]): Outcome {
  return { state: 'ok', evidence };
}

/** Returns what is wrong, as a failure or as a warning. */
export function bad(
  state: 'failed' | 'warning',
  evidence: string[],
  rest: Omit<Outcome, 'state' | 'evidence'> = {},
): Outcome {
  return { state, evidence, ...rest };
}

/** Returns that it could not be read, and why; what is not connected is said by the checks of the connection alone. */
export function unreadable(failure: Failure): Outcome {
  if (failure.code === 'not-connected') return { state: 'unknown', evidence: [`Not checked: ${failure.message}`] };
  const { message, nextStep } = failure;
  return { state: 'unknown', evidence: [message], ...(nextStep && { nextStep }) };
}

/** Returns that something else comes first. */
export function waits(why: string, rest: Omit<Outcome, 'state' | 'evidence'> = {}): Outcome {
  return { state: 'unknown', evidence: [why], ...rest };
}

/** Returns the state of a list of faults: `failed` where one of them is an error. */
export function ofFindings(findings: readonly Pick<Finding, 'severity'>[]): 'failed' | 'warning' | 'ok' {
  if (findings.some(({ severity }) => severity === 'error')) return 'failed';
  return findings.some(({ severity }) => severity === 'warning') ? 'warning' : 'ok';
}
