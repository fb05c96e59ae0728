import type { Breathe } from './table.ts';

/** Milliseconds of work after which the page gets a turn. */
const TURN = 30;

/** Returns what long work calls now and then: it gives the page its turns, and reports how far the work is. */
export function createBreather(onProgress?: (done: number) => void): Breathe {
  let last = performance.now();
  return async (done) => {
    if (performance.now() - last < TURN) return;
    onProgress?.(done);
    await new Promise<void>((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
