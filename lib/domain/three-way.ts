import { type BilledAmount, type BilledMonthName, sumOf } from './billed-usage.ts';
import { billedQuantityOf } from './billing.ts';
import type { InvoicedFigure } from './invoiced-figure.ts';
import type { Account } from './portal-facts.ts';
import type { ServiceId } from './service.ts';

/** An addition of the customer, as far as it is compared. */
export interface ComparedAddition {
  /** Product and agreement, for a user. */
  label: string;
  /** Services that its product stands for. */
  services: readonly ServiceId[];
  quantity: number;
  lessIncluded: number;
  /** What was last invoiced for it; absent: not known. */
  invoiced?: InvoicedFigure;
}

/** What the additions of one line hold together. */
export interface LineAdditions {
  labels: string[];
  quantity: number;
  /** What ConnectWise bills: quantity less what is included, see `billedQuantityOf`. */
  billedQuantity: number;
  /** What was last invoiced for all of them; absent: not known of each. */
  invoiced?: LineInvoices;
}

export interface LineInvoices {
  quantity: number;
  /** Each once. */
  invoices: Pick<InvoicedFigure, 'numbers' | 'date'>[];
}

/** One line of the comparison. Amounts are in the unit in which the vendor bills; counts of devices are heads. */
export interface ThreeWayLine {
  /** '' where only the agreement has it. */
  product: string;
  /** The vendor's members that are counted as one, those that are billed; none where only the agreement has it. */
  members: string[];
  /** What the vendor bills; a month in which it says nothing is absent. */
  billed: Partial<Record<BilledMonthName, number>>;
  /** Devices that we count now; absent: nothing of ours corresponds, or a device's kind is not known. */
  devices?: number;
  /** Billed less devices: of the current month, else of the last one. */
  difference?: number;
  additions?: LineAdditions;
}

interface Correspondence {
  members: readonly string[];
  kind: 'server' | 'desktop';
  direct: boolean;
  service: ServiceId;
}

/**
 * What of x360Recover's members corresponds to devices and services of ours (docs/reference/portals.md#billing-usage). Nothing does to
 * the others: neither vault nor operating system is known of a device, and no unit of storage is published.
 */
const CORRESPONDING: readonly Correspondence[] = [
  {
    members: ['applianceServer', 'applianceServerLinux'],
    kind: 'server',
    direct: false,
    service: 'local-servers',
  },
  { members: ['applianceWorkstation'], kind: 'desktop', direct: false, service: 'local-desktops' },
  { members: ['d2cServer', 'd2cServerLinux'], kind: 'server', direct: true, service: 'online-servers' },
  { members: ['d2cWorkstation'], kind: 'desktop', direct: true, service: 'online-desktops' },
];

interface Compared {
  billed: Partial<Record<BilledMonthName, readonly BilledAmount[]>>;
  accounts: readonly Account[];
  additions: readonly ComparedAddition[];
}

/**
 * Compares what the vendor bills of a customer with the devices that the portal lists and with the additions of its agreements. Members
 * that correspond to devices come first, then the others by name, then additions that nothing billed corresponds to; lines in
 * which nothing is billed, counted or agreed are left out. Parked devices count: the vendor bills them until they are
 * deleted. Pure.
 */
export function threeWay({ billed, accounts, additions }: Compared): ThreeWayLine[] {
  const taken = new Set<string>();
  const used = new Set<ComparedAddition>();
  const lineOf = (product: string, members: readonly string[], found?: Correspondence): ThreeWayLine => {
    const amounts = amountsOf(billed, product, members);
    const devices = found && deviceCount(accounts, found);
    const ofService = found && mayCompare(accounts, found) ? additionsOf(additions, found.service) : [];
    for (const addition of ofService) used.add(addition);
    const current = amounts.this ?? amounts.last;
    const named = members.filter((member) => isBilled(billed, product, member));
    return {
      product,
      members: named.length > 0 ? named : [...members],
      billed: amounts,
      ...(devices !== undefined && { devices }),
      ...(devices !== undefined && current !== undefined && { difference: sumOf([current, -devices]) }),
      ...(ofService.length > 0 && { additions: together(ofService) }),
    };
  };
  const corresponding = CORRESPONDING.map((found) => {
    for (const member of found.members) taken.add(keyOf('x360Recover', member));
    return lineOf('x360Recover', found.members, found);
  });
  const others = new Map(
    [...(billed.last ?? []), ...(billed.this ?? [])]
      .filter(({ product, member }) => !taken.has(keyOf(product, member)))
      .map(({ product, member }) => [keyOf(product, member), lineOf(product, [member])]),
  );
  const byName = [...others.values()].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  const left = additions.filter((addition) => !used.has(addition));
  const agreed = left.map((addition) => ({ product: '', members: [], billed: {}, additions: together([addition]) }));
  return [...corresponding, ...byName, ...agreed].filter(hasAnything);
}

function amountsOf(billed: Compared['billed'], product: string, members: readonly string[]): ThreeWayLine['billed'] {
  const sum = (amounts: readonly BilledAmount[] | undefined) => {
    const some = (amounts ?? []).filter((one) => one.product === product && members.includes(one.member));
    return some.length > 0 ? sumOf(some.map(({ amount }) => amount)) : undefined;
  };
  const [last, current] = [sum(billed.last), sum(billed.this)];
  return { ...(last !== undefined && { last }), ...(current !== undefined && { this: current }) };
}

/** Whether a member has an amount in any month, so that a line does not name what nobody has. */
function isBilled(billed: Compared['billed'], product: string, member: string): boolean {
  return [...(billed.last ?? []), ...(billed.this ?? [])].some(
    (one) => one.product === product && one.member === member && one.amount > 0,
  );
}

function deviceCount(accounts: readonly Account[], { kind, direct }: Correspondence): number | undefined {
  if (accounts.some((account) => account.kind === 'unknown')) return undefined;
  return accounts.filter((account) => account.kind === kind && isDirect(account) === direct).length;
}

/**
 * A count of online computers is that of all with a remote copy. It is compared with those direct to the cloud only where no
 * computer of the kind behind an appliance has one.
 */
function mayCompare(accounts: readonly Account[], { kind, direct }: Correspondence): boolean {
  const isMixed = ({ copies }: Account) => copies.some(({ where }) => where === 'remote');
  return !direct || !accounts.some((account) => account.kind === kind && !isDirect(account) && isMixed(account));
}

/** The plan that stands in for x360Recover's `d2c` (docs/reference/portals.md#what-it-does-not-have). */
function isDirect({ plan }: Account): boolean {
  return plan === 'Direct-to-Cloud';
}

function additionsOf(additions: readonly ComparedAddition[], service: ServiceId): ComparedAddition[] {
  return additions.filter(({ services }) => services.includes(service));
}

function together(additions: readonly ComparedAddition[]): LineAdditions {
  const invoiced = invoicedTogether(additions);
  return {
    labels: additions.map(({ label }) => label),
    quantity: sumOf(additions.map(({ quantity }) => quantity)),
    billedQuantity: sumOf(additions.map(({ quantity, lessIncluded }) => billedQuantityOf(quantity, lessIncluded))),
    ...(invoiced && { invoiced }),
  };
}

/** A part of the additions would look like too little. */
function invoicedTogether(additions: readonly ComparedAddition[]): LineInvoices | undefined {
  const figures = additions.flatMap(({ invoiced }) => invoiced ?? []);
  if (figures.length < additions.length) return undefined;
  const invoices = new Map(
    figures.map(({ numbers, date }) => [numbers.join(), { numbers, ...(date !== undefined && { date }) }]),
  );
  return { quantity: sumOf(figures.map(({ quantity }) => quantity)), invoices: [...invoices.values()] };
}

function hasAnything({ billed, devices, additions }: ThreeWayLine): boolean {
  return Boolean(billed.last || billed.this || devices || additions);
}

function nameOf({ product, members }: ThreeWayLine): string {
  return `${product}.${members.join()}`;
}

function keyOf(product: string, member: string): string {
  return JSON.stringify([product, member]);
}
