import { isYoungerThan } from './age.ts';
import { DAY } from './time.ts';

/**
 * Returns what does `work` at most once in 24 hours, and only while the time is known. Work that throws is done at the next call.
 * @param now milliseconds since the epoch; undefined: not known
 */
export function onceADay(now: () => number | undefined, work: (now: number) => Promise<void>): () => Promise<void> {
  const last: { at?: number } = {};
  return async () => {
    const at = now();
    if (at === undefined || (last.at !== undefined && isYoungerThan(DAY, last.at, at))) return;
    await work(at);
    last.at = at;
  };
}
