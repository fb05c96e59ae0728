import fc from 'fast-check';
import type { WorkOfEvent } from '../../../../lib/sync/store.ts';

/** An event that may be reported, and what it causes. */
export interface Reported {
  id: string;
  customerId: string;
  work: WorkOfEvent;
}

/** Of two customers with two incidents each: with and without a sync, with none, one and two tickets. */
export const EVENTS: readonly Reported[] = Array.from({ length: 12 }, (_, number) => {
  const customerId = number % 2 ? '342' : '343';
  const tickets = ticketsOf(customerId).slice(0, Math.floor(number / 4));
  return { id: `e${number}`, customerId, work: { sync: Math.floor(number / 2) % 2 === 0, tickets } };
});

export function ticketsOf(customerId: string): string[] {
  return [`${customerId}:1:no-backup`, `${customerId}:2:no-backup`];
}

export function keysOf(customerId: string, { sync, tickets }: WorkOfEvent): string[] {
  return [...(sync ? [`sync:${customerId}`] : []), ...tickets.map((key) => `ticket:${key}`)];
}

export type Ending = 'done' | 'throttle' | 'retry' | 'needs-user';

export type Step =
  /** `failsAt`: the disk is full when this event is stored. */
  | { do: 'take'; events: number[]; failsAt?: number }
  | { do: 'lease'; only?: 'manual' }
  | { do: 'settle'; which: number; ending: Ending }
  /** Reads the outbox, for `settle-untaken` to act on although it is old by then. */
  | { do: 'look' }
  | { do: 'settle-untaken'; from: number; count: number }
  | { do: 'reprocess'; event: number; sync: boolean; tickets: number }
  | { do: 'expire' | 'wake' | 'link' }
  /** The worker dies: what it held stays leased, and may yet be settled by its ghost. */
  | { do: 'restart' }
  | { do: 'time'; by: number };

const anEvent = fc.nat({ max: EVENTS.length - 1 });

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('take' as const), events: fc.array(anEvent, { maxLength: 4 }) }),
  },
  fc.record({ do: fc.constant('take' as const), events: fc.array(anEvent, { maxLength: 4 }), failsAt: anEvent }),
  { weight: 5, arbitrary: fc.constant({ do: 'lease' as const }) },
  fc.constant({ do: 'lease' as const, only: 'manual' as const }),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which: fc.nat({ max: 3 }),
      ending: fc.constantFrom<Ending>('done', 'done', 'throttle', 'retry', 'needs-user'),
    }),
  },
  fc.constant({ do: 'look' as const }),
  fc.record({ do: fc.constant('settle-untaken' as const), from: fc.nat({ max: 4 }), count: fc.nat({ max: 3 }) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reprocess' as const),
      event: anEvent,
      sync: fc.boolean(),
      tickets: fc.nat({ max: 2 }),
    }),
  },
  fc.record({ do: fc.constantFrom<'expire' | 'wake' | 'link'>('expire', 'wake', 'link') }),
  fc.constant({ do: 'restart' as const }),
  fc.record({ do: fc.constant('time' as const), by: fc.constantFrom(1, 500, 5000) }),
);
