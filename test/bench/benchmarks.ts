import type { Benchmark } from './benchmark.ts';
import { contentGzip } from './content-gzip.ts';
import { plan1000 } from './plan-1000.ts';
import { syncRequestsUnchanged } from './sync-requests-unchanged.ts';

/** Every figure that can be measured today, in the order of the budgets. */
export const BENCHMARKS: readonly Benchmark[] = [contentGzip, syncRequestsUnchanged, plan1000];
