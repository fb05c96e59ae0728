import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Send } from '../../../../lib/content/feature.ts';
import { untilAnswered } from '../../../../lib/content/until-answered.ts';
import type { CustomerSearchResult, ManagedIdContext } from '../../../../lib/domain/entry-context.ts';
import { isUnknownCustomer } from '../../../../lib/domain/rules/managed-id/managed-id-subject.ts';
import { customerLookup } from '../../../../lib/features/marks/customer-lookup.ts';
import { MINUTE, SECOND } from '../../../../lib/shared/time.ts';

type Known = Pick<ManagedIdContext, 'prefix' | 'customers' | 'canSearch' | 'unsureCustomers' | 'absentCustomers'>;

const CONTEXT: Known = { prefix: 'EFS', customers: [{ id: '342', name: "Eddie's TV Repair" }], canSearch: true };
const NEW = { id: '999', name: 'New' };
const DOWN = { code: 'unreachable', message: 'Down.', nextStep: 'Wait.' } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Answer = { ok: false; failure: typeof DOWN } | { ok: true; value: CustomerSearchResult };

const found = (...customers: CustomerSearchResult['customers']): Answer => ({
  ok: true,
  value: { customers, total: customers.length, isSure: true },
});
/** The id is not in the last known list, and the portal does not answer. */
const UNSURE: Answer = { ok: true, value: { customers: [], total: 0, isSure: false } };

/** @param answer what the worker finds for a text */
function lookup(answer: (text: string) => Answer) {
  const asked: string[] = [];
  const stop = new AbortController();
  const onAnswer = vi.fn();
  const send = (async (name: string, { text }: { text: string }) => {
    asked.push(name === 'customers.search' ? text : name);
    return answer(text);
  }) as unknown as Send;
  const complete = customerLookup({ send, signal: stop.signal, clock: () => Date.now() }, onAnswer);
  return { asked, stop, onAnswer, complete };
}
const unknown = (context: Known, id = '999') => isUnknownCustomer(context, id);

describe('a typed customer', () => {
  it('that is listed is not looked up', async () => {
    const { asked, complete } = lookup(() => found());
    expect(complete(CONTEXT, 'EFS-342')).toEqual(CONTEXT);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual([]);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual(['EFS-999']);
  });

  it('is looked up after a pause in the typing, not with every key', async () => {
    const { asked, complete } = lookup(() => found());
    for (const id of ['9', '99', '999']) {
      const context = complete(CONTEXT, `EFS-${id}`);
      expect(context.unsureCustomers).toEqual([id]);
      expect(unknown(context, id)).toBe(false);
    }
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked).toEqual(['EFS-999']);
    const context = complete(CONTEXT, 'EFS-999');
    expect(context).toMatchObject({ unsureCustomers: [], absentCustomers: ['999'] });
    expect(unknown(context)).toBe(true);
  });

  it('that is found is known from then on, by its name', async () => {
    const { asked, onAnswer, complete } = lookup(() => found(NEW));
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(onAnswer).toHaveBeenCalledOnce();
    const { customers } = complete(CONTEXT, 'EFS-999');
    expect(customers).toEqual([...CONTEXT.customers, NEW]);
    expect(complete(CONTEXT, 'EFS-999').customers).toBe(customers);
    expect(complete(CONTEXT, 'EFS-342').customers).toBe(customers);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual(['EFS-999']);
  });

  it('that is unknown is looked up again after a minute, and stays unknown until the answer', async () => {
    let answer = found();
    const { asked, complete } = lookup(() => answer);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(MINUTE);
    answer = found(NEW);
    expect(unknown(complete(CONTEXT, 'EFS-999'))).toBe(true);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked).toHaveLength(2);
    expect(unknown(complete(CONTEXT, 'EFS-999'))).toBe(false);
    expect(complete(CONTEXT, 'EFS-999').customers).toHaveLength(2);
  });

  it.each<[string, Answer]>([
    ['the worker fails', { ok: false, failure: DOWN }],
    ['the portal cannot be asked', UNSURE],
  ])('is never reported as unknown while %s, and is looked up again', async (_, first) => {
    let answer = first;
    const { asked, onAnswer, complete } = lookup(() => answer);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(complete(CONTEXT, 'EFS-999').unsureCustomers).toEqual(['999']);
    expect(unknown(complete(CONTEXT, 'EFS-999'))).toBe(false);
    expect(onAnswer).not.toHaveBeenCalled();
    answer = found();
    await vi.advanceTimersByTimeAsync(20 * SECOND);
    expect(asked).toEqual(['EFS-999', 'EFS-999']);
    expect(onAnswer).toHaveBeenCalledOnce();
    expect(unknown(complete(CONTEXT, 'EFS-999'))).toBe(true);
  });

  it('is not looked up again after a failure once another is typed', async () => {
    const { asked, complete } = lookup(() => UNSURE);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    complete(CONTEXT, 'EFS-342');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual(['EFS-999']);
  });

  it('is neither looked up nor called unknown while the portal was never reached', async () => {
    const { asked, complete } = lookup(() => found(NEW));
    const never: Known = { prefix: 'EFS', customers: [], canSearch: false };
    expect(complete(never, 'EFS-999')).toBe(never);
    expect(unknown(never)).toBe(false);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual([]);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked).toEqual(['EFS-999']);
  });

  it('keeps what the worker said of the company’s own ids', async () => {
    const { complete } = lookup(() => found());
    const base: Known = { ...CONTEXT, unsureCustomers: ['7', '999'], absentCustomers: ['8'] };
    expect(complete(base, 'EFS-999')).toMatchObject({ unsureCustomers: ['7', '999'], absentCustomers: ['8'] });
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(complete(base, 'EFS-999')).toMatchObject({ unsureCustomers: ['7'], absentCustomers: ['8', '999'] });
  });

  it('is dropped with the form', async () => {
    const { asked, stop, complete } = lookup(() => found());
    complete(CONTEXT, 'EFS-999');
    stop.abort();
    const open = lookup(() => found());
    open.complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(open.asked).toEqual(['EFS-999']);
    expect(asked).toEqual([]);
  });

  it('is dropped with the form also where the answer comes later', async () => {
    const { onAnswer, stop, complete } = lookup(() => UNSURE);
    complete(CONTEXT, 'EFS-999');
    await vi.advanceTimersByTimeAsync(SECOND);
    stop.abort();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(onAnswer).not.toHaveBeenCalled();
  });
});

describe('a name or number that is typed', () => {
  it.each([
    ['999', 'EFS-999'],
    [' 0999 ', 'EFS-999'],
    ['New', 'New'],
    [' ne ', 'ne'],
  ])('“%s” is looked up as “%s”, and its customer can be offered', async (typed, text) => {
    const { asked, onAnswer, complete } = lookup(() => found(NEW));
    const before = complete(CONTEXT, typed);
    expect(before).toEqual(CONTEXT);
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked).toEqual([text]);
    expect(onAnswer).toHaveBeenCalledOnce();
    expect(complete(CONTEXT, typed).customers).toContainEqual(NEW);
  });

  it('makes no id unsure or absent: it is none', async () => {
    const { complete } = lookup(() => found());
    for (const typed of ['999', 'Zebra']) {
      expect(complete(CONTEXT, typed)).toEqual(CONTEXT);
      await vi.advanceTimersByTimeAsync(SECOND);
      expect(complete(CONTEXT, typed)).toEqual(CONTEXT);
    }
  });

  it('is not asked for twice within a minute, though it was not found', async () => {
    const { asked, complete } = lookup(() => found());
    for (let key = 0; key < 5; key += 1) {
      complete(CONTEXT, 'Zebra');
      await vi.advanceTimersByTimeAsync(SECOND);
    }
    expect(asked).toEqual(['Zebra']);
    await vi.advanceTimersByTimeAsync(MINUTE);
    complete(CONTEXT, 'Zebra');
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(asked).toEqual(['Zebra', 'Zebra']);
  });

  it.each(['', ' ', 'N', '—!', 'x'.repeat(101)])('“%s” names no customer, and nobody is asked', async (typed) => {
    const { asked, complete } = lookup(() => found(NEW));
    complete(CONTEXT, 'Ne');
    expect(complete(CONTEXT, typed)).toEqual(CONTEXT);
    await vi.advanceTimersByTimeAsync(MINUTE);
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
