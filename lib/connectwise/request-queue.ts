/** For whom a request is made: a user who looks at the screen, or work that nobody waits for. */
export type Priority = 'user' | 'background';

/** Who goes next, of those who wait, and how many are under way. Knows nothing of rates. */
export interface RequestQueue {
  /** Waits for a turn. Answers undefined when it has come, or the milliseconds of the pause that it was refused for. */
  wait(priority: Priority): Promise<number | undefined>;
  /** Whether anybody who waits may go now. */
  hasNext(): boolean;
  /** Lets the next one go; it has to `end` its turn. */
  next(): void;
  end(priority: Priority): void;
  /** Turns away everyone who waits. */
  refuseAll(pause: number): void;
}

/** Over both together (docs/reference/sync.md#rate). */
const IN_FLIGHT = 4;
/** The last place is kept free for a user, who would otherwise wait for a slow answer to somebody else's question. */
const BACKGROUND_IN_FLIGHT = 3;
/**
 * A user goes first; but of so many turns that users take while the background waits, the next is the background's. A page that
 * asks without end then slows the sync down to a tenth instead of stopping it.
 */
const USERS_IN_A_ROW = 9;

export function createRequestQueue(): RequestQueue {
  const waiting: Record<Priority, ((refused: number | undefined) => void)[]> = { user: [], background: [] };
  const running: Record<Priority, number> = { user: 0, background: 0 };
  let inARow = 0;

  const chosen = (): Priority | undefined => {
    if (running.user + running.background >= IN_FLIGHT) return undefined;
    const background = waiting.background.length > 0 && running.background < BACKGROUND_IN_FLIGHT;
    if (waiting.user.length > 0 && !(background && inARow >= USERS_IN_A_ROW)) return 'user';
    return background ? 'background' : undefined;
  };

  return {
    wait: (priority) => new Promise((resolve) => waiting[priority].push(resolve)),
    hasNext: () => chosen() !== undefined,
    next() {
      const priority = chosen();
      if (!priority) return;
      running[priority] += 1;
      inARow = priority === 'user' && waiting.background.length > 0 ? inARow + 1 : 0;
      waiting[priority].shift()?.(undefined);
    },
    end(priority) {
      running[priority] -= 1;
    },
    refuseAll(pause) {
      for (const refuse of [...waiting.user.splice(0), ...waiting.background.splice(0)]) refuse(pause);
    },
  };
}
