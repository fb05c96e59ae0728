import type { Engine } from '../../../lib/sync/engine.ts';
import type { Life } from './worker-life.ts';

/** How many entries a runner works on at once. */
const WORKERS = 3;

/**
 * Runners that share a database, and what their queue does for them: one polls at a time, one works on a bulk sync, and each entry is
 * handed to one. What a runner held that was killed is handed out again.
 */
export class RunnerGroup {
  readonly database = crypto.randomUUID();
  readonly #lives = new Map<string, Life>();
  readonly #takenOver = new Set<string>();
  readonly #queue = new Set<string>();
  #polling: Life | undefined;
  #bulk: Life | undefined;

  enter(id: string, life: Life): void {
    this.#lives.set(id, life);
  }

  /** Whether a runner has ended. */
  isLost(id: string): boolean {
    return this.#lives.get(id)?.alive === false;
  }

  /** The engine of a runner, which polls and works as the queue lets it. */
  engineOf(engine: Engine, life: Life): Engine {
    return {
      ...engine,
      poll: async () => {
        await this.#takeOver(engine);
        if (!this.#polling?.alive) {
          this.#polling = life;
          try {
            await engine.askPortal();
            for (const key of await engine.dueWork()) this.#queue.add(key);
          } finally {
            this.#polling = undefined;
          }
        }
        await Promise.all(Array.from({ length: WORKERS }, () => this.#work(engine)));
        return { ok: true, value: POLLED };
      },
      continueBulkSync: async (until) => {
        if (this.#bulk?.alive) return;
        this.#bulk = life;
        try {
          await engine.continueBulkSync(until);
        } finally {
          this.#bulk = undefined;
        }
      },
    };
  }

  async #work(engine: Engine): Promise<void> {
    for (;;) {
      const [key] = this.#queue;
      if (key === undefined) return;
      this.#queue.delete(key);
      await engine.workOn(key);
    }
  }

  async #takeOver(engine: Engine): Promise<void> {
    const ended = [...this.#lives.keys()].filter((id) => this.isLost(id) && !this.#takenOver.has(id));
    if (ended.length === 0) return;
    await engine.recover((id) => this.isLost(id));
    for (const id of ended) this.#takenOver.add(id);
  }
}

const POLLED = { lastPollAt: null, nextPollAt: null, newEvents: 0 };
