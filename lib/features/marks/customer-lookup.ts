import type { FeatureContext } from '../../content/feature.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import type { ManagedIdContext } from '../../domain/entry-context.ts';
import { isYoungerThan } from '../../shared/age.ts';
import { MINUTE, SECOND } from '../../shared/time.ts';

type Known = Pick<ManagedIdContext, 'prefix' | 'customers' | 'unsureCustomers'>;

/** The worker is asked once the text has rested so long: not with every key. */
const REST_MS = 200;
const RETRY_MS = 15 * SECOND;
/** After this long an id that the portal did not have is looked up again; until the answer it stays unknown. */
const ABSENCE_AGE = MINUTE;

/**
 * Completes what a form knows of the portal's customers by the one that is typed: an id that the list lacks is looked up by
 * the worker, since the customer may have been created after the list was read. Until the answer nobody calls it unknown.
 * @param onAnswer check again.
 */
export function customerLookup(
  { send, signal, clock }: Pick<FeatureContext<unknown>, 'send' | 'signal' | 'clock'>,
  onAnswer: () => void,
): <C extends Known>(context: C, text: string) => C {
  const found = new Map<string, { id: string; name: string }>();
  /** When each was last said not to exist; milliseconds since the epoch. */
  const absent = new Map<string, number>();
  let merged: { base: Known['customers']; count: number; list: Known['customers'] } | undefined;
  let wanted: { id: string; timer: ReturnType<typeof setTimeout> } | undefined;
  signal.addEventListener('abort', () => clearTimeout(wanted?.timer));

  const ask = async (id: string): Promise<void> => {
    const answer = await send('managed-id.context', { companyId: null, customerId: id });
    if (signal.aborted) return;
    // Without a list the portal was never reached.
    if (!answer.ok || !answer.value.customers.length || answer.value.unsureCustomers?.includes(id)) {
      // Still the one that is wanted: tried again later.
      if (wanted?.id === id) wanted.timer = setTimeout(() => void ask(id), RETRY_MS);
      return;
    }
    if (wanted?.id === id) wanted = undefined;
    const customer = answer.value.customers.find((one) => one.id === id);
    if (customer) found.set(id, customer);
    else absent.set(id, clock());
    onAnswer();
  };
  const want = (id: string | undefined): void => {
    if (wanted?.id === id || signal.aborted) return;
    clearTimeout(wanted?.timer);
    wanted = id === undefined ? undefined : { id, timer: setTimeout(() => void ask(id), REST_MS) };
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

  return (context, text) => {
    const reading = readEfsId(text, context.prefix);
    const id = reading.ok ? reading.customerId : undefined;
    const customers = withFound(context.customers);
    if (id === undefined || !customers.length || customers.some((customer) => customer.id === id)) {
      want(undefined);
      return { ...context, customers };
    }
    const absentAt = absent.get(id);
    want(absentAt !== undefined && isYoungerThan(ABSENCE_AGE, absentAt, clock()) ? undefined : id);
    const others = (context.unsureCustomers ?? []).filter((one) => one !== id);
    return { ...context, customers, unsureCustomers: absentAt === undefined ? [...others, id] : others };
  };
}
