import type { Problem } from './errors.ts';

const MASK = '•••';

/**
 * The problem with every secret replaced. Problems quote what the other side said, and a server or a proxy may
 * well repeat a key it was sent.
 */
export function redact(problem: Problem, secrets: readonly string[]): Problem {
  const known = secrets.filter((secret) => secret.length >= 4);
  const clean = (text: string) => known.reduce((kept, secret) => kept.replaceAll(secret, MASK), text);
  const redacted: Problem = { ...problem, message: clean(problem.message), nextStep: clean(problem.nextStep) };
  if (problem.value !== undefined) redacted.value = clean(problem.value);
  if (problem.field !== undefined) redacted.field = clean(problem.field);
  return redacted;
}
