/** As long as events and usage are kept (400 days), in whole months before this one. */
const EARLIER = 12;

/** This month and those before it that reports can be made of, as `YYYY-MM`, newest first, by the clock of the place. */
export function lastMonths(now: Date): string[] {
  return Array.from({ length: EARLIER + 1 }, (_, back) => {
    const first = new Date(now.getFullYear(), now.getMonth() - back, 1);
    return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, '0')}`;
  });
}
