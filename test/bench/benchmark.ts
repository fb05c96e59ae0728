export interface Measurement {
  value: number;
  /** How many times it was measured. */
  n: number;
  note: string;
}

/** One figure of the budgets: exactly this name and unit are printed. */
export interface Benchmark {
  name: string;
  unit: 'bytes' | 'ratio' | 'count' | 'ms' | 's' | 'MB';
  measure(): Promise<Measurement>;
}

/** The middle value; of an even count the lower of the two, so that it is one that was measured. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** The value below which this share (0 to 1) of the values lies: one that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
