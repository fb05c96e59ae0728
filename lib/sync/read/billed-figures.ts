import { type BilledAmount, type BilledClient, billedMeasure, sumOf } from '../../domain/billed-usage.ts';
import { type BillingJoin, isJoinInDoubt, productsOf } from '../../domain/billing-join.ts';
import type { CustomerFacts, SkippedValue, UsageFigure } from '../../domain/portal-facts.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { literalText } from '../../shared/text-values.ts';
import { type BilledMonth, type BillingAge, type BillingDeps, billedMonths } from './billed-usage.ts';

/** What is billed of one customer in one month. */
export interface BilledOfCustomer {
  month: BilledMonth;
  amounts: BilledAmount[];
  /** Why amounts are missing. */
  skipped: SkippedValue[];
}

/**
 * Adds to a customer's facts what the vendor bills of its joined clients, as figures `billing.last-month.…` and
 * `billing.this-month.…`. Without a confirmed join this adds nothing and asks nobody. Whatever cannot be known is absent from the
 * figures and named in `skipped`; devices and usage stay as they are.
 */
export async function withBilledFigures(
  deps: BillingDeps,
  facts: CustomerFacts,
  age: BillingAge,
): Promise<CustomerFacts> {
  const billed = await billedOfCustomer(deps, facts.customer, age);
  if (!billed.length) return facts;
  return {
    ...facts,
    figures: [...(facts.figures ?? []), ...billed.flatMap(figuresOf)],
    skipped: [...facts.skipped, ...billed.flatMap(({ skipped }) => skipped)],
  };
}

/** What is billed of a customer, by month; empty without a join, or where nothing was read yet and nobody may be asked. */
export async function billedOfCustomer(
  deps: BillingDeps,
  customer: { id: string; name: string },
  age: BillingAge,
): Promise<BilledOfCustomer[]> {
  if (!deps.portal.billedUsage) return [];
  const joins = await deps.store.billingJoinsOfCustomer(customer.id);
  if (!joins.length) return [];
  const months: { month: BilledMonth; clients: Map<string, BilledClient> }[] = [];
  /** As the newest month names them, like the list in which users confirm them. */
  const names = new Map<string, string>();
  for (const month of await billedMonths(deps, age)) {
    const clients = month.failure ? new Map() : await clientsOf(deps, month, joins);
    for (const client of clients.values()) names.set(client.id, client.name);
    months.push({ month, clients });
  }
  return months.map(({ month, clients }) => {
    if (month.failure) return { month, amounts: [], skipped: [unreadMonth(month, month.failure)] };
    return { month, ...amountsOf({ month: month.month, clients, names, joins, customer }) };
  });
}

async function clientsOf(
  { store }: BillingDeps,
  { month }: BilledMonth,
  joins: readonly BillingJoin[],
): Promise<Map<string, BilledClient>> {
  const clients = new Map<string, BilledClient>();
  for (const { clientId } of joins) {
    const client = await store.billedClient(month, clientId);
    if (client) clients.set(clientId, client);
  }
  return clients;
}

/** What is billed by any of these waits for a user while one of them is missing. */
const BILLED_FIGURES = 'billing.';
const NOT_LISTED = 'The vendor does not list this client in this month.';
const NOT_READ = 'This amount could not be understood.';

function unreadMonth({ month }: BilledMonth, failure: Failure): SkippedValue {
  return { path: `billing usage of ${month}`, value: failure.code, why: sentence(failure), figures: BILLED_FIGURES };
}

interface MonthOfCustomer {
  month: string;
  clients: ReadonlyMap<string, BilledClient>;
  names: ReadonlyMap<string, string>;
  joins: readonly BillingJoin[];
  customer: { name: string };
}

/**
 * The sums of the joined clients. A product of which one client is in doubt, and a member that could not be read of one, are left
 * out as a whole: part of a sum would be billed as all of it.
 */
function amountsOf({
  month,
  clients,
  names,
  joins,
  customer,
}: MonthOfCustomer): Pick<BilledOfCustomer, 'amounts' | 'skipped'> {
  const skipped: SkippedValue[] = [];
  const counted: BilledAmount[] = [];
  const unknown: NonNullable<BilledClient['unread']> = [];
  for (const join of joins) {
    const client = clients.get(join.clientId);
    const name = names.get(join.clientId) ?? join.clientName;
    const path = `billing usage of ${month}: ${literalText(name)}`;
    if (!client) {
      skipped.push({ path, value: join.clientId, why: NOT_LISTED, figures: BILLED_FIGURES });
    } else if (isJoinInDoubt(join, { name }, customer)) {
      unknown.push(...productsOf(client).map((product) => ({ product })));
      const why = `The names differ from those that were confirmed (“${literalText(join.clientName)}”, “${literalText(join.customerName)}”). Confirm it under Options › Companies.`;
      skipped.push({ path, value: client.id, why, figures: BILLED_FIGURES });
    } else {
      counted.push(...client.amounts);
      for (const { product, member } of client.unread ?? []) {
        unknown.push({ product, ...(member !== undefined && { member }) });
        const value = literalText(member === undefined ? product : `${product}.${member}`);
        skipped.push({ path, value, why: NOT_READ, figures: BILLED_FIGURES });
      }
    }
  }
  const isKnown = (amount: BilledAmount) =>
    !unknown.some(
      ({ product, member }) => product === amount.product && (member === undefined || member === amount.member),
    );
  return { amounts: summed(counted.filter(isKnown)), skipped };
}

function summed(amounts: readonly BilledAmount[]): BilledAmount[] {
  const groups = Map.groupBy(amounts, ({ product, member }) => JSON.stringify([product, member]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, amount: sumOf(group.map(({ amount }) => amount)) }] : [];
  });
}

/** Storage, too, is counted as it is billed: no unit of it is published (docs/reference/portals.md#billing-usage). */
function figuresOf({ month, amounts }: BilledOfCustomer): UsageFigure[] {
  return amounts.map((billed) => ({
    measure: billedMeasure(month.name, billed),
    amount: billed.amount,
    unit: 'count',
    source: 'x360billing',
    path: `usage.${billed.product}.${billed.member}`,
    period: { from: month.from, to: month.to },
    readAt: month.readAt,
  }));
}
