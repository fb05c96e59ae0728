import type { SimulatorClock } from './clock.ts';

interface Commit {
  dueAt: number;
  run: () => Promise<unknown>;
}

/**
 * Writes whose client gave up before they were carried out. They are carried out in the order of their times, each as at its
 * own time, when the clock is moved past it, and always before the next exchange is handled.
 */
export class LateCommits {
  readonly #clock: SimulatorClock;
  #waiting: Commit[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
    clock.onAdvance(() => void this.settle());
  }

  /** Writes that are not due yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** @param dueAt milliseconds since the epoch, of the simulator's clock. */
  add(dueAt: number, run: () => Promise<unknown>): void {
    this.#waiting.push({ dueAt, run });
  }

  /** Resolves once everything that is due has been carried out. */
  settle(): Promise<void> {
    this.#running = this.#running.then(() => this.#runDue());
    return this.#running;
  }

  clear(): void {
    this.#waiting = [];
  }

  async #runDue(): Promise<void> {
    for (let next = this.#takeDue(); next; next = this.#takeDue()) {
      const { dueAt, run } = next;
      try {
        await this.#clock.at(dueAt, run);
      } catch {
        // Its answer is no longer awaited.
      }
    }
  }

  #takeDue(): Commit | undefined {
    const now = this.#clock.now();
    const [first] = this.#waiting.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.#waiting = this.#waiting.filter((commit) => commit !== first);
    return first;
  }
}
