import type { FeatureContext } from '../../content/feature.ts';
import { SHORTEST_SEARCH } from '../../domain/customer-search.ts';
import { formatEfsId, readEfsId } from '../../domain/efs-id.ts';
import type { ManagedIdContext } from '../../domain/entry-context.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';

type Known = Pick<ManagedIdContext, 'prefix' | 'customers' | 'canSearch' | 'unsureCustomers' | 'absentCustomers'>;

/** The worker is asked once the text has rested so long: not with every key. */
const REST_MS = 200;
const RETRY_MS = 15 * SECOND;
/** After this long the same text is looked up again; until the answer an id stays unknown. */
const ANSWER_AGE = MINUTE;
/** Longer texts name no customer. */
const LONGEST = 100;

/**
 * Completes what a form knows of the portal's customers by those that the typed text may mean: an id, a number or a part of a name
 * is looked up by the worker, since a page has no list of all customers. Until the answer nobody calls an id unknown.
 * @param onAnswer check again.
 */
export function customerLookup(
  { send, signal, clock }: Pick<FeatureContext<unknown>, 'send' | 'signal' | 'clock'>,
  onAnswer: () => void,
): <C extends Known>(context: C, text: string) => C {
  const found = new Map<string, { id: string; name: string }>();
  /** When each text was last answered, and whether as an id that does not exist; milliseconds since the epoch. */
  const answered = new Map<string, { at: number; absent: string | undefined }>();
  let merged: { base: Known['customers']; count: number; list: Known['customers'] } | undefined;
  let wanted: { text: string; timer: ReturnType<typeof setTimeout> } | undefined;
  signal.addEventListener('abort', () => clearTimeout(wanted?.timer));

  const ask = async (text: string, id: string | undefined): Promise<void> => {
    const answer = await send('customers.search', { text });
    if (signal.aborted) return;
    const isThere = answer.ok && (id === undefined || answer.value.customers.some((one) => one.id === id));
    if (!answer.ok || (!isThere && !answer.value.isSure)) {
      // Still the one that is wanted: tried again later.
      if (wanted?.text === text) wanted.timer = setTimeout(() => void ask(text, id), RETRY_MS);
      return;
    }
    if (wanted?.text === text) wanted = undefined;
    for (const customer of answer.value.customers) found.set(customer.id, customer);
    answered.set(text, { at: clock(), absent: isThere ? undefined : id });
    onAnswer();
  };
  const want = (text: string | undefined, id?: string): void => {
    if (wanted?.text === text || signal.aborted) return;
    clearTimeout(wanted?.timer);
    wanted = text === undefined ? undefined : { text, timer: setTimeout(() => void ask(text, id), REST_MS) };
  };
  /** The same array as long as nothing was found: what is drawn compares it. */
  const withFound = (base: Known['customers']): Known['customers'] => {
    if (!found.size) return base;
    if (merged?.base !== base || merged.count !== found.size) {
      const own = new Set(base.map(({ id }) => id));
      const more = [...found.values()].filter(({ id }) => !own.has(id));
      merged = { base, count: found.size, list: [...base, ...more] };
    }
    return merged.list;
  };

  return (context, typed) => {
    if (!context.canSearch) return context;
    const customers = withFound(context.customers);
    const { text, id } = questionOf(typed, context.prefix);
    const isKnown = id !== undefined && customers.some((customer) => customer.id === id);
    if (text === undefined || isKnown) {
      want(undefined);
      return { ...context, customers };
    }
    const last = answered.get(text);
    want(last && isYoungerThan(ANSWER_AGE, last.at, clock()) ? undefined : text, id);
    if (id === undefined) return { ...context, customers };
    const others = (context.unsureCustomers ?? []).filter((one) => one !== id);
    return last?.absent === id
      ? { ...context, customers, unsureCustomers: others, absentCustomers: [...(context.absentCustomers ?? []), id] }
      : { ...context, customers, unsureCustomers: [...others, id] };
  };
}

/** What the worker is asked about a text; nothing for one that cannot mean a customer. */
function questionOf(typed: string, prefix: string): { text?: string; id?: string } {
  const text = typed.trim();
  const reading = readEfsId(text, prefix);
  if (reading.ok) return { text: formatEfsId(reading.customerId, prefix), id: reading.customerId };
  const number = /^0*([1-9]\d*)$/.exec(text)?.[1];
  if (number !== undefined) return { text: formatEfsId(number, prefix) };
  return text.length >= SHORTEST_SEARCH && text.length <= LONGEST && /\p{L}/u.test(text) ? { text } : {};
}
