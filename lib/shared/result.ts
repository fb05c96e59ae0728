import type { Problem } from './errors.ts';

/** What a function answers that can fail for a reason a person should read. Unexpected failures are thrown instead. */
export type Result<T, E = Problem> = { ok: true; value: T } | { ok: false; problem: E };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<E = Problem>(problem: E): { ok: false; problem: E } {
  return { ok: false, problem };
}
