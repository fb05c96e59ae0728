/**
 * Whether something noted at `at` is younger than `maxAge` at `now`; all in milliseconds. A time in the future comes from a
 * clock that was set back: the true age is unknown, so it never counts as young.
 */
export function isYoungerThan(maxAge: number, at: number, now: number): boolean {
  const age = now - at;
  return age >= 0 && age < maxAge;
}

/**
 * The same for a time by another machine's clock, which may be ahead of ours by `skew` milliseconds: so far in the future it
 * counts as now.
 */
export function isYoungerByTheirClock(maxAge: number, at: number, now: number, skew: number): boolean {
  return isYoungerThan(maxAge, at > now && at - now <= skew ? now : at, now);
}

/**
 * Whether work that began at `began` has to end: its time until `until` is over, or nobody knows how much of it is left since
 * the clock was set back meanwhile.
 */
export function isTimeUp(began: number, until: number, now: number): boolean {
  return now >= until || now < began;
}
