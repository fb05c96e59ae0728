/**
 * Whether something noted at `at` is younger than `maxAge` at `now`; all in milliseconds. A time in the future comes from a
 * clock that was set back: the true age is unknown, so it never counts as young.
 */
export function isYoungerThan(maxAge: number, at: number, now: number): boolean {
  const age = now - at;
  return age >= 0 && age < maxAge;
}
