import { expect } from 'vitest';
import type { Failure } from '../../../lib/shared/errors.ts';
import type { Result } from '../../../lib/shared/result.ts';

/** Characters of one sentence of a failure: quoted words of the other side are cut. */
const LONGEST_SENTENCE = 1_000;

/** A value, or a failure that a user can read: what is wrong, and what to do. Never an exception that somebody caught. */
export function expectResult(result: Result<unknown>, { mayBeInternal = false } = {}): void {
  if (result.ok) return;
  expectFailure(result.failure);
  if (!mayBeInternal) expect(result.failure.code, JSON.stringify(result.failure)).not.toBe('internal');
}

export function expectFailure({ code, message, nextStep, field = '', value = '' }: Failure): void {
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(message).toMatch(/\w.*[.!?…”")’]$/su);
  expect(nextStep).toMatch(/\w.*[.!?…]$/su);
  for (const text of [message, nextStep, field, value]) expect(text.length).toBeLessThanOrEqual(LONGEST_SENTENCE);
}
