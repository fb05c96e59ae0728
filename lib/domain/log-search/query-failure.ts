import type { Failure } from '../../shared/errors.ts';
import { fail } from '../../shared/result.ts';

/** What is wrong with a query, and where in the text that was typed. */
export interface QueryFailure extends Failure {
  /** Counts from 0. */
  position: number;
  length: number;
}

/** Returns the failure with the place, the text there and what to do. */
export function wrong(
  text: string,
  start: number,
  end: number,
  nextStep: string,
  message: string,
): { ok: false; failure: QueryFailure } {
  const value = text.slice(start, end).slice(0, 60);
  return fail({
    code: 'bad-input',
    message: `Position ${start + 1}${value.trim() ? `, “${value.trim()}”` : ''}: ${message}`,
    nextStep,
    field: 'search',
    value,
    position: start,
    length: Math.max(1, end - start),
  });
}
