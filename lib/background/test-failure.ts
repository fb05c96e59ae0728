import type { Failure } from '../shared/errors.ts';
import { fail, type Result } from '../shared/result.ts';

/** Name of the input that says where a side answers, as the form calls it. */
type AddressInput = 'site' | 'address';

/**
 * Returns the result of a test of typed input with a next step that fits a form: an answer that is not the service's own most often
 * comes from a wrong address there, and nothing tries again by itself. Other results stay as they are. Pure.
 */
export function withNextStepOfTest<T>(result: Result<T>, input: AddressInput): Result<T> {
  return result.ok ? result : fail({ ...result.failure, nextStep: nextStepOfTest(result.failure, input) });
}

function nextStepOfTest({ code, nextStep, retryAfterSeconds }: Failure, input: AddressInput): string {
  if (code === 'unavailable') return `Check the ${input}; if it is right, wait some minutes and test again.`;
  if (code === 'blocked-by-portal') return 'Wait 5 minutes, then test again.';
  if (code === 'too-many-requests') return `Wait ${retryAfterSeconds ?? 60} seconds, then test again.`;
  return nextStep;
}
