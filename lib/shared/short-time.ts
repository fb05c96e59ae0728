import type { IsoTime } from './time.ts';

/** A time inside a stored sentence, e.g. `2026-11-21 12:05 UTC`: the same for every reader of the journal. */
export function shortTime(time: IsoTime): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
