import type { Failure } from './errors.ts';

const MASK = '•••';

/**
 * The failure with every secret replaced. Failures quote what the other side said, and a server or a proxy may
 * well repeat a key it was sent.
 */
export function redact(failure: Failure, secrets: readonly string[]): Failure {
  const known = secrets.filter((secret) => secret.length >= 4);
  const clean = (text: string) => known.reduce((kept, secret) => kept.replaceAll(secret, MASK), text);
  const redacted: Failure = { ...failure, message: clean(failure.message), nextStep: clean(failure.nextStep) };
  if (failure.value !== undefined) redacted.value = clean(failure.value);
  if (failure.field !== undefined) redacted.field = clean(failure.field);
  return redacted;
}
