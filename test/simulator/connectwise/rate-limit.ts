import { MINUTE } from '../../../lib/shared/time.ts';
import type { SimulatorClock } from '../clock.ts';

/** Counts requests in the last minute of the simulator's time. */
export class RateLimit {
  readonly #clock: SimulatorClock;
  #times: number[] = [];

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  /** Seconds to wait when the limit is reached; undefined when the request may pass (and then counts). */
  take(perMinute: number | undefined): number | undefined {
    if (perMinute === undefined) return undefined;
    const now = this.#clock.now();
    this.#times = this.#times.filter((time) => time > now - MINUTE);
    const oldest = this.#times[0];
    if (this.#times.length >= perMinute) return Math.max(1, Math.ceil(((oldest ?? now) + MINUTE - now) / 1000));
    this.#times.push(now);
    return undefined;
  }
}
