import type { BilledAmount, BilledClient } from '../../domain/billed-usage.ts';
import type { SkippedValue } from '../../domain/portal-facts.ts';
import { readItem, shown } from '../tolerant.ts';
import { withId } from '../x360recover/lists.ts';
import { clientSchema } from './schemas.ts';

/** Members of one client; the published shape has 22. */
const MOST_MEMBERS = 1_000;
/** Characters of the name of a product or member. */
const LONGEST_NAME = 200;
/** What is reported of an answer in which nothing makes sense. */
const MOST_REPORTED = 1_000;

const NO_AMOUNT = 'This value was left out: it is no amount.';

/**
 * Reads the rows of a list of billed clients. Every member of every product is kept, known or not; what is no finite number
 * of 0 or more is reported with its path and left out. Null means that the vendor does not say. A client that is listed
 * twice counts once; where its rows contradict each other, what they contradict in is left out.
 * @param skipped receives what was left out
 */
export function readClients(rows: readonly unknown[], skipped: SkippedValue[]): BilledClient[] {
  const report = reporter(skipped);
  const byId = new Map<string, BilledClient | null>();
  rows.forEach((row, index) => {
    const path = `children[${index}]`;
    const left: SkippedValue[] = [];
    const raw = readItem(clientSchema, withId(row), path, left);
    left.forEach(report);
    if (!raw) return;
    const client: BilledClient = { id: raw.id, name: raw.name, ...amountsOf(raw.usage, path, report) };
    const before = byId.get(client.id);
    if (before === undefined) byId.set(client.id, client);
    else if (before?.name === client.name) byId.set(client.id, merged(before, client, path, report));
    else {
      byId.set(client.id, null);
      const why = 'The client was left out: its id is listed with several names.';
      report({ path, value: shown(raw.name), why, record: path, id: client.id.slice(0, 100) });
    }
  });
  return [...byId.values()].filter((client) => client !== null);
}

type Report = (value: SkippedValue) => void;
type Amounts = Pick<BilledClient, 'amounts' | 'unread'>;

function amountsOf(usage: unknown, path: string, report: Report): Amounts {
  const amounts: BilledAmount[] = [];
  const unread: NonNullable<BilledClient['unread']> = [];
  const products = entriesOf(usage, `${path}.usage`, report);
  for (const [nth, [product, members]] of products.entries()) {
    const place = `${path}.usage.${product}`;
    const entries = entriesOf(members, place, report);
    if (isSaid(members) && !isRecord(members)) unread.push({ product });
    for (const [member, amount] of entries) {
      if (!isSaid(amount)) continue;
      if (amounts.length >= MOST_MEMBERS) {
        report({ path: place, value: member, why: `The client has more than ${MOST_MEMBERS} members.` });
        return { amounts, unread: [...unread, ...products.slice(nth).map(([left]) => ({ product: left }))] };
      }
      if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0) {
        amounts.push({ product, member, amount });
      } else {
        unread.push({ product, member });
        report({ path: `${place}.${member}`, value: shown(amount), why: NO_AMOUNT });
      }
    }
  }
  return { amounts, ...(unread.length > 0 && { unread }) };
}

/** Two rows of one client: what both say alike counts once. */
function merged(one: BilledClient, other: BilledClient, path: string, report: Report): BilledClient {
  const amounts = new Map(one.amounts.map((amount) => [keyOf(amount), amount]));
  const unread = [...(one.unread ?? []), ...(other.unread ?? [])];
  for (const amount of other.amounts) {
    const known = amounts.get(keyOf(amount));
    if (known && known.amount !== amount.amount) {
      const { product, member } = amount;
      unread.push({ product, member });
      amounts.delete(keyOf(amount));
      const why = 'This value was left out: the client is listed with another one as well.';
      report({ path: `${path}.usage.${product}.${member}`, value: String(amount.amount), why });
    } else if (!unread.some(({ product, member }) => product === amount.product && member === amount.member)) {
      amounts.set(keyOf(amount), amount);
    }
  }
  return { ...one, amounts: [...amounts.values()], ...(unread.length > 0 && { unread }) };
}

function keyOf({ product, member }: BilledAmount): string {
  return JSON.stringify([product, member]);
}

/** Members of an object with names that can be kept; what is neither an object nor left out is reported. */
function entriesOf(value: unknown, path: string, report: Report): [string, unknown][] {
  if (!isSaid(value)) return [];
  if (!isRecord(value)) {
    report({ path, value: shown(value), why: 'This value was left out: it holds no amounts.' });
    return [];
  }
  return Object.entries(value).filter(([name]) => {
    if (name.length <= LONGEST_NAME) return true;
    report({ path, value: shown(name), why: `This value was left out: its name is over ${LONGEST_NAME} characters.` });
    return false;
  });
}

/** Null and absent mean the same: the vendor does not say. */
function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reports up to a bound; the last entry says that there is more. */
function reporter(skipped: SkippedValue[]): Report {
  return (value) => {
    if (skipped.length < MOST_REPORTED) skipped.push({ ...value, path: value.path.slice(0, 500) });
    else if (skipped.length === MOST_REPORTED)
      skipped.push({ path: 'children', value: `over ${MOST_REPORTED}`, why: 'More values were left out.' });
  };
}
