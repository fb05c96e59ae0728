import type { Failure } from './errors.ts';
import { storageFailure } from './storage-failure.ts';

/**
 * Returns what to report of an exception that nobody expected: the browser's storage where that is the cause, else a fault of our own.
 * @param error what was thrown, where there is something
 */
export function unexpected(error?: unknown): Failure {
  return (
    storageFailure(error) ?? {
      code: 'internal',
      message: 'Something unexpected happened inside the extension.',
      nextStep: 'Try again; what was written so far is in the journal.',
    }
  );
}
