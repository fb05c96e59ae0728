import type { Failure } from './errors.ts';

/** What a function answers that can fail for a reason a user should read. Unexpected failures are thrown instead. */
export type Result<T, E = Failure> = { ok: true; value: T } | { ok: false; failure: E };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<E = Failure>(failure: E): { ok: false; failure: E } {
  return { ok: false, failure };
}

/** A hook on every call of a connection: learns from its result, and returns the result to answer with. */
export type OnResult = <T>(result: Result<T>) => Promise<Result<T>>;
