import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Send } from '../../../../lib/content/feature.ts';
import { untilAnswered } from '../../../../lib/content/until-answered.ts';
import type { ManagedIdContext } from '../../../../lib/domain/entry-context.ts';
import { customerLookup } from '../../../../lib/features/marks/customer-lookup.ts';
import { MINUTE, SECOND } from '../../../../lib/shared/time.ts';

const CONTEXT: Known = { prefix: 'EFS', customers: [{ id: '342', name: "Eddie's TV Repair" }] };
type Known = Pick<ManagedIdContext, 'prefix' | 'customers' | 'unsureCustomers'>;

const DOWN = { code: 'unreachable', message: 'Down.', nextStep: 'Wait.' } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Answer = { ok: false; failure: typeof DOWN } | { ok: true; value: { known: boolean; name?: string } };

/** @param answer what the portal knows of the typed id; the worker answers with all customers, this one among them where it is known */
function lookup(answer: (id: string) => Answer) {
  const asked: string[] = [];
  const stop = new AbortController();
  const onAnswer = vi.fn();
  const send = (async (_name: string, { customerId }: { customerId: string }) => {
    asked.push(customerId);
    const known = answer(customerId);
    if (!known.ok) return known;
    const more = known.value.known ? [{ id: customerId, name: known.value.name ?? customerId }] : [];
    return { ok: true, value: { ...CONTEXT, customers: [...CONTEXT.customers, ...more] } };
  }) as unknown as Send;
  const complete = customerLookup({ send, signal: stop.signal, clock: () => Date.now() }, onAnswer);
  return { asked, stop, onAnswer, complete };
}

describe('a typed customer', () => {
  it('that is listed is not looked up', async () => {
    const { asked, complete } = lookup(() => ({ ok: true, value: { known: false } }));
    expect(complete(CONTEXT, 'EFS-342')).toEqual(CONTEXT);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual([]);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual(['999']);
  });

  it('is looked up after a pause in the typing, not with every key', async () => {
    const { asked, complete } = lookup(() => ({ ok: true, value: { known: false } }));
    for (const id of ['9', '99', '999']) expect(complete(CONTEXT, `EFS-${id}`).unsureCustomers).toEqual([id]);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked).toEqual(['999']);
    expect(complete(CONTEXT, 'EFS-999').unsureCustomers).toEqual([]);
  });

  it('that is found is known from then on, by its name', async () => {
    const { onAnswer, complete } = lookup(() => ({ ok: true, value: { known: true, name: 'New' } }));
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(onAnswer).toHaveBeenCalledOnce();
    const { customers } = complete(CONTEXT, 'EFS-999');
    expect(customers).toContainEqual({ id: '999', name: 'New' });
    expect(complete(CONTEXT, 'EFS-999').customers).toBe(customers);
  });

  it('that is unknown is looked up again after a minute, and stays unknown until the answer', async () => {
    let known = false;
    const { asked, complete } = lookup(() => ({ ok: true, value: { known } }));
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(MINUTE);
    known = true;
    expect(complete(CONTEXT, 'EFS-999').unsureCustomers).toEqual([]);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked).toHaveLength(2);
    expect(complete(CONTEXT, 'EFS-999').customers).toHaveLength(2);
  });

  it('is never reported as unknown while the look-up fails, and is looked up again', async () => {
    let answer: Answer = { ok: false, failure: DOWN };
    const { asked, complete } = lookup(() => answer);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(complete(CONTEXT, 'EFS-999').unsureCustomers).toEqual(['999']);
    answer = { ok: true, value: { known: false } };
    await vi.advanceTimersByTimeAsync(20 * SECOND);
    expect(asked).toEqual(['999', '999']);
    expect(complete(CONTEXT, 'EFS-999').unsureCustomers).toEqual([]);
  });

  it('is dropped with the form', async () => {
    const { asked, stop, complete } = lookup(() => ({ ok: true, value: { known: false } }));
    complete(CONTEXT, 'EFS-999');
    stop.abort();
    const open = lookup(() => ({ ok: true, value: { known: false } }));
    open.complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(open.asked).toEqual(['999']);
    expect(asked).toEqual([]);
  });
});

describe('a request to the worker', () => {
  it('is repeated until it succeeds', async () => {
    const stop = new AbortController();
    let left = 3;
    const ask = vi.fn(async () =>
      left-- > 0 ? { ok: false as const, failure: DOWN } : { ok: true as const, value: 7 },
    );
    const answer = untilAnswered(ask, stop.signal);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(await answer).toBe(7);
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it('ends with the screen', async () => {
    const stop = new AbortController();
    const ask = vi.fn(async () => ({ ok: false as const, failure: DOWN }));
    const answer = untilAnswered(ask, stop.signal);
    await vi.advanceTimersByTimeAsync(SECOND / 2);
    stop.abort();
    expect(await answer).toBeUndefined();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(ask).toHaveBeenCalledOnce();
  });
});
