/** The simulator's time: real time plus an offset that tests and the admin endpoint move. Never goes backwards. */
export class SimulatorClock {
  #offset = 0;

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offset;
  }

  iso(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
  }

  advance(milliseconds: number): void {
    if (milliseconds < 0) throw new RangeError('The simulator clock only moves forward.');
    this.#offset += milliseconds;
  }
}
