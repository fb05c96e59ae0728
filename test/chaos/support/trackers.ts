import type { Life, Point, PointTracker } from './worker-life.ts';

/** Counts the points, and ends the worker at one of them. */
export class KillAt implements PointTracker {
  /** Counts up from 1. */
  count = 0;
  outside = 0;
  /** Where it was killed. */
  killed: Point | undefined;
  /** Points after which a death leaves something else than at the point before; all of them without `writes`. */
  readonly distinct: number[] = [];
  #left: string | undefined;
  /** Requests that may write, and waits, that were begun: both change what the next life meets. */
  #begun = 0;
  #at: number;
  readonly #writes: (() => number) | undefined;

  /**
   * @param at 0: nowhere, only counts.
   * @param writes how many transactions that may write were begun so far.
   */
  constructor(at: number, writes?: () => number) {
    this.#at = at;
    this.#writes = writes;
  }

  spareAll(): void {
    this.#at = 0;
  }

  reached(life: Life, point: Point): undefined {
    this.count += 1;
    this.#compare(point);
    if (this.count !== this.#at) return undefined;
    this.killed = point;
    life.end();
    return undefined;
  }

  /** A dead worker leaves its database and what it sent. Reading changes neither, so that a death before or after it is one. */
  #compare({ what, when }: Point): void {
    const left = this.#writes ? `${this.#begun} ${this.#writes()}` : `${this.count}`;
    if (left !== this.#left) this.distinct.push(this.count);
    this.#left = left;
    if (when === 'before' && !/^(GET|store)\b/.test(what)) this.#begun += 1;
  }
}

interface Waiting {
  life: Life;
  go(): void;
}

/** Turns without anybody coming forward after which whoever is awaited is none of this process: a PostgreSQL server, a disk. */
const PATIENT = 1_000;

/** Such turns after which something must be stuck; from `PATIENT` on each lasts at least a millisecond. */
const STUCK = 120_000;

/**
 * Lets one worker go on at a time, in an order that `choose` decides: whatever interleaving of several browsers an
 * unlucky network could bring. Only while `interleave` runs; otherwise everybody passes.
 */
export class Interleaver implements PointTracker {
  outside = 0;
  readonly #choose: (choices: number) => number;
  readonly #kills = new Map<string, number>();
  #waiting: Waiting[] = [];
  #holding = false;

  constructor(choose: (choices: number) => number) {
    this.#choose = choose;
  }

  /** The worker of this browser will die at its nth point from now. */
  killAfter(browser: string, points: number): void {
    this.#kills.set(browser, points);
  }

  spareAll(): void {
    this.#kills.clear();
  }

  reached(life: Life): Promise<void> | undefined {
    if (!this.#holding) return undefined;
    return new Promise((go) => this.#waiting.push({ life, go }));
  }

  /** Runs pieces of work until all have ended, each point of theirs in turn. */
  async interleave(work: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.#holding = true;
    let open = work.length;
    const thrown: unknown[] = [];
    for (const piece of work) {
      void piece()
        .catch((error: unknown) => thrown.push(error))
        .finally(() => {
          open -= 1;
        });
    }
    let idle = 0;
    while (open > 0) {
      await everythingElse(idle > PATIENT);
      idle += 1;
      if (idle > STUCK) throw new Error('A promise of the simulation never settles.');
      // One call after the other: what decides the order must be nothing but `choose`.
      if (this.outside > 0) continue;
      const [next] = this.#waiting.splice(this.#choose(this.#waiting.length), 1);
      if (!next) continue;
      idle = 0;
      this.#mayDie(next.life);
      next.go();
    }
    this.#holding = false;
    for (const { go } of this.#waiting.splice(0)) go();
    if (thrown.length > 0) throw thrown[0];
  }

  #mayDie(life: Life): void {
    const left = this.#kills.get(life.browser);
    if (left === undefined || !life.alive) return;
    if (left > 1) return void this.#kills.set(life.browser, left - 1);
    this.#kills.delete(life.browser);
    life.end();
  }
}

/** Lets everything happen that can happen by itself. */
function everythingElse(isPatient: boolean): Promise<void> {
  return new Promise((resolve) => (isPatient ? setTimeout(resolve, 1) : setImmediate(resolve)));
}
