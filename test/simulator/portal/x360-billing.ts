import { DAY } from '../../../lib/shared/time.ts';
import type { PortalAccount, PortalCustomer } from './state.ts';
import type { BillingDeviation } from './x360-deviations.ts';
import { devicesOf, idOf, isDirectToCloud, type X360View } from './x360-records.ts';

/** Members of x360Recover's usage, in the published order; the terms of storage between the two ends of the list are not public. */
export const RECOVER_MEMBERS = [
  'applianceServer',
  'applianceServerLinux',
  'applianceWorkstation',
  'cloudServer',
  'cloudServerLinux',
  'cloudWorkstation',
  'cloudStorage',
  'd2cServer',
  'd2cServerLinux',
  'd2cWorkstation',
  'd2cPrivateServer',
  'd2cPrivateServerLinux',
  'd2cPrivateWorkstation',
  'privateServer',
  'privateServerLinux',
  'privateWorkstation',
  'virtualOffice',
  'storage500GB03Yr',
  'storage36TB10Yr',
] as const;

/** Under which id a customer is billed for a product: another one than in the list of clients, and one per product. */
const ACCOUNT_IDS = { x360Recover: 700_000, x360Cloud: 800_000, x360Sync: 900_000 } as const;
type Product = keyof typeof ACCOUNT_IDS;

type Usage = Record<string, Record<string, unknown>>;

/** Days that a request asks for, both inclusive. */
export interface BillingPeriod {
  from: string;
  to: string;
}

/** Reads `start_date` and `end_date`; what is omitted is of the current month. Undefined: no days, or in the wrong order. */
export function billingPeriod(
  start: string | undefined,
  end: string | undefined,
  now: number,
): BillingPeriod | undefined {
  const from = start ?? `${dayOf(now).slice(0, 7)}-01`;
  if (!isDay(from)) return undefined;
  const to = end ?? lastOfMonth(Date.parse(from));
  return isDay(to) && from <= to ? { from, to } : undefined;
}

/**
 * Billable usage in the published shape (docs/reference/portals.md#billing-usage): a client appears once per product
 * under different ids, every member of the product is there, and quantities are prorated.
 */
export function billableUsage(view: X360View, { from, to }: BillingPeriod) {
  const { billing } = view.deviations;
  const period = { start: Date.parse(from), end: Date.parse(to) + DAY };
  const children = view.state.allCustomers().flatMap((customer) => clientsOf(view, customer, period));
  return {
    company: 'Backup MSP',
    ...(billing !== 'without-dates' && { start_date: from, end_date: to }),
    children: billing === 'repeated-clients' ? [...children, ...children.slice(0, 2)] : children,
    usage: totalOf(children.map(({ usage }) => usage)),
  };
}

interface Moments {
  start: number;
  end: number;
}

function clientsOf(view: X360View, customer: PortalCustomer, period: Moments) {
  const usage: Partial<Record<Product, Record<string, unknown>>> = {
    x360Recover: recoverUsage(view, customer, period),
    ...seats(view, customer, period),
  };
  return (Object.keys(ACCOUNT_IDS) as Product[]).flatMap((product) => {
    const members = usage[product];
    if (!members) return [];
    return {
      ...idOf(view, ACCOUNT_IDS[product] + customer.id),
      name: nameAt(product, customer),
      usage: deviating(view.deviations.billing, product, members),
    };
  });
}

/** Products are set up apart, so that a name may be written in another way. */
function nameAt(product: Product, { id, name }: PortalCustomer): string {
  if (product === 'x360Recover') return name;
  if (product === 'x360Cloud') return `${name}, LLC`;
  return id % 8 === 0 ? name : `${name} Group`;
}

/** Each device is in one member, by the groups of `devices_counters`; INFERRED. */
function recoverUsage(view: X360View, customer: PortalCustomer, period: Moments): Record<string, number> {
  const members: Record<string, number> = Object.fromEntries(RECOVER_MEMBERS.map((member) => [member, 0]));
  const add = (member: (typeof RECOVER_MEMBERS)[number], amount: number) => {
    members[member] = (members[member] ?? 0) + amount;
  };
  for (const device of devicesOf(view, customer.id)) {
    const kind = device.kind === 'server' ? 'Server' : 'Workstation';
    const share = shareOf(view, device, period);
    add(isDirectToCloud(device) ? `d2c${kind}` : `appliance${kind}`, share);
    add('cloudStorage', (share * (device.onlineBytes ?? 0)) / 1e12);
  }
  for (const account of view.state.accountsOf(customer.id)) {
    if (account.kind === 'appliance') add('storage500GB03Yr', shareOf(view, account, period));
  }
  return Object.fromEntries(Object.entries(members).map(([member, amount]) => [member, tenths(amount)]));
}

function seats(view: X360View, customer: PortalCustomer, period: Moments) {
  const accounts = view.state.accountsOf(customer.id);
  const mailboxes = accounts.filter(({ kind, mailboxes }) => kind === 'mailboxes' && mailboxes !== undefined);
  const desktops = accounts.filter(({ kind }) => kind === 'desktop');
  const sum = (some: PortalAccount[], heads: (account: PortalAccount) => number) =>
    tenths(some.reduce((total, account) => total + heads(account) * shareOf(view, account, period), 0));
  return {
    ...(mailboxes.length > 0 && { x360Cloud: { seats: sum(mailboxes, (account) => account.mailboxes ?? 0) } }),
    ...(customer.id % 4 === 0 && { x360Sync: { seats: sum(desktops, () => 1) } }),
  };
}

/**
 * The part of a period for which an account is billed. Usage is refreshed on the first of a month: what came in the
 * current month is billed in the next one.
 */
function shareOf({ now }: X360View, account: PortalAccount, { start, end }: Moments): number {
  const since = account.installedAt ?? account.createdAt;
  const firstOfMonth = Date.parse(`${dayOf(now).slice(0, 7)}-01`);
  const known = end > firstOfMonth ? since < firstOfMonth : since < end;
  if (!known) return 0;
  return (end - Math.max(start, Math.floor(since / DAY) * DAY)) / (end - start);
}

/** What production may do beyond the published shape. */
function deviating(deviation: BillingDeviation, product: Product, members: Record<string, unknown>): Usage {
  if (deviation === 'new-members')
    return {
      [product]: { ...members, immutableStorage: 2.5 },
      ...(product === 'x360Recover' && { x360Defend: { endpoints: 3 } }),
    };
  if (deviation === 'odd-values')
    return {
      [product]: { ...members, seats: 'NaN', cloudStorage: -1, virtualOffice: null, d2cServer: { count: 1 } },
      x360Note: 'see invoice' as unknown as Record<string, unknown>,
    };
  return { [product]: members };
}

function totalOf(usages: readonly Usage[]): Usage {
  const total: Record<string, Record<string, number>> = {};
  for (const [product, members] of usages.flatMap((usage) => Object.entries(usage))) {
    if (typeof members !== 'object') continue;
    const sums = total[product] ?? {};
    total[product] = sums;
    for (const [member, amount] of Object.entries(members)) {
      if (typeof amount === 'number') sums[member] = tenths((sums[member] ?? 0) + amount);
    }
  }
  return total;
}

function tenths(amount: number): number {
  return Math.round(amount * 10) / 10;
}

function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function lastOfMonth(moment: number): string {
  const date = new Date(moment);
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
}

function isDay(text: string): boolean {
  const moment = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(moment) && dayOf(moment) === text;
}
