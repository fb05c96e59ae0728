/** A moment at which a browser's worker touches the outside, or has just done so. */
export interface Point {
  /** E.g. `store.takeEvents`, `POST /service/tickets`, `wait`. */
  what: string;
  when: 'before' | 'after';
}

/** Decides when a worker continues after a point; never, when it is killed there. */
export interface PointTracker {
  reached(life: Life, point: Point): Promise<void> | undefined;
  /** How many calls are outside at this moment, between their two points. */
  outside: number;
  /** No worker is killed any more. */
  spareAll(): void;
}

/**
 * One life of a worker. Everything it does outside itself goes through `through`, so that nothing continues after it is killed:
 * what it awaits never comes, and what it began writes nothing more.
 */
export class Life {
  readonly browser: string;
  readonly #tracker: PointTracker;
  readonly #outside = new Set<Promise<unknown>>();
  #alive = true;
  #died: () => void = () => undefined;
  /** Settles when the worker dies. */
  readonly death: Promise<void>;

  constructor(browser: string, tracker: PointTracker) {
    this.browser = browser;
    this.#tracker = tracker;
    this.death = new Promise((resolve) => {
      this.#died = resolve;
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  end(): void {
    this.#alive = false;
    this.#died();
  }

  /**
   * Resolves when nothing of it is outside any more. The next life begins after that: IndexedDB carries out in order whatever it was
   * given, and a runner is taken for dead only seconds after its last word, when PostgreSQL has ended what it had begun.
   */
  async hasLeft(): Promise<void> {
    await Promise.allSettled(this.#outside);
  }

  /** Does something outside, with a point before and one after it. */
  async through<T>(what: string, work: () => Promise<T>): Promise<T> {
    await this.#pass({ what, when: 'before' });
    this.#tracker.outside += 1;
    const working = work();
    this.#outside.add(working);
    try {
      return await working;
    } finally {
      this.#outside.delete(working);
      this.#tracker.outside -= 1;
      await this.#pass({ what, when: 'after' });
    }
  }

  async #pass(point: Point): Promise<void> {
    if (this.#alive) await this.#tracker.reached(this, point);
    if (!this.#alive) await NEVER;
  }
}

const NEVER = new Promise<never>(() => undefined);

/** Every method of an object that answers with a promise, led through the life of a worker. */
export function livingWith<T extends object>(target: T, name: string, life: Life): T {
  const wrapped = new Map<PropertyKey, unknown>();
  return new Proxy(target, {
    get(object, member, receiver) {
      const value: unknown = Reflect.get(object, member, receiver);
      if (typeof value !== 'function' || member === 'close') return value;
      const known = wrapped.get(member);
      if (known) return known;
      const method = (...input: unknown[]) =>
        life.through(`${name}.${String(member)}`, () => Reflect.apply(value, object, input) as Promise<unknown>);
      wrapped.set(member, method);
      return method;
    },
  });
}
