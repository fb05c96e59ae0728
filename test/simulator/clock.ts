import { AsyncLocalStorage } from 'node:async_hooks';

/** The simulator's time: real time plus an offset that tests and the admin endpoint move. Never goes backwards. */
export class SimulatorClock {
  readonly #moment = new AsyncLocalStorage<number>();
  readonly #listeners: (() => void)[] = [];
  #offset: number;

  /** @param startsAt what time it is now, in milliseconds since the epoch; default: the real time. */
  constructor(startsAt?: number) {
    const real = Date.now();
    this.#offset = (startsAt ?? real) - real;
  }

  /** How far it is ahead of the machine's clock, in milliseconds. */
  get ahead(): number {
    return this.#offset;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#moment.getStore() ?? this.current();
  }

  iso(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
  }

  advance(milliseconds: number): void {
    if (milliseconds < 0) throw new RangeError('The simulator clock only moves forward.');
    this.skip(milliseconds);
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after every `advance`. */
  onAdvance(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Does something as at a moment that is over: for `work` and what it awaits, and nothing else, it is that time. */
  at<T>(moment: number, work: () => T): T {
    return this.#moment.run(moment, work);
  }

  /** The time without regard to `at`. */
  protected current(): number {
    return Date.now() + this.#offset;
  }

  protected skip(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}
