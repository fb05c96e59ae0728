import { countedAccounts, type UsageSettings, usagesOf, whyNotCounted } from './measure.ts';
import { measureOf } from './measures.ts';
import { type OwnService, servicesOf } from './own-service.ts';
import { type OwnPart, ownParts, whyFilteredOut } from './own-usage.ts';
import type { Account, CustomerFacts } from './portal-facts.ts';
import type { MeasuredPart, QuantityTrace } from './quantity-trace.ts';
import type { Rounding, Service, ServiceId, ServiceUnit } from './service.ts';

/** Quantities by service. A service that nobody reports is absent, which is not zero; one that is reported as 0 is zero. */
export type ServiceUsage = Partial<Record<ServiceId, number>>;

/** What quantities are made of. */
export type MeasuredFacts = Pick<CustomerFacts, 'accounts'> &
  Partial<Pick<CustomerFacts, 'figures' | 'source' | 'readAt'>>;

/** A quantity with all that it comes from: every number says so, wherever it is shown. */
export interface MeasuredService {
  service: Service;
  /** In the service's unit, rounded. */
  quantity: number;
  /** The largest first. */
  parts: MeasuredPart[];
  /** Accounts that use the service and do not count. */
  excluded: { name: string; why: string }[];
  /** Taken off the sum of the parts, in the service's unit; absent: nothing. */
  deducted?: number;
  rounding: Rounding;
}

/**
 * Measures one customer's accounts, parents and sub-accounts alike, each once, and the figures of the customer as a whole. A
 * reported 0 is a value: adapters leave out what a portal does not say (`portal-facts.ts`). A drop to it is GUARD-ZERO's.
 * @param now milliseconds since the epoch
 */
export function measuredServices(facts: MeasuredFacts, settings: UsageSettings, now: number): MeasuredService[] {
  const { accounts, figures = [] } = facts;
  const counted = countedAccounts(accounts, settings, now);
  const left = accounts.filter((account) => whyNotCounted(account, settings, now) !== undefined);
  const ofGuides = Map.groupBy(usagesOf(counted, settings), ({ service }) => service);
  const leftOfGuides = usagesOf(left, settings).filter(({ amount }) => amount > 0);
  const own = new Map<ServiceId, OwnService>(settings.ownServices.map((service) => [service.id, service]));
  return servicesOf(settings).flatMap((service) => {
    const defined = own.get(service.id);
    const parts: OwnPart[] = defined ? ownParts(defined, counted, figures, now) : (ofGuides.get(service.id) ?? []);
    if (parts.length === 0) return [];
    const unused = defined
      ? filteredOut(defined, accounts, settings, now)
      : leftOfGuides.filter((part) => part.service === service.id).map(({ account }) => account);
    return measured(service, defined, parts, unused, settings, now);
  });
}

/** The quantities of `measuredServices` alone. */
export function measure(facts: MeasuredFacts, settings: UsageSettings, now: number): ServiceUsage {
  return quantitiesOf(measuredServices(facts, settings, now));
}

export function quantitiesOf(measured: readonly MeasuredService[]): ServiceUsage {
  return Object.fromEntries(measured.map(({ service, quantity }) => [service.id, quantity]));
}

function measured(
  service: Service,
  own: OwnService | undefined,
  parts: readonly OwnPart[],
  unused: readonly Account[],
  settings: UsageSettings,
  now: number,
): MeasuredService {
  const rounding = roundingFor(service, settings);
  const sum = inUnit(
    parts.reduce((total, { amount }) => total + amount, 0),
    service.unit,
    settings,
  );
  const deducted = own ? deduction(own, parts, sum, settings) : 0;
  return {
    service,
    // The remainders of binary fractions are no usage, and −0 is 0.
    quantity: roundQuantity(Number((sum - deducted).toFixed(6)) + 0, rounding),
    parts: parts
      .filter(({ amount }) => amount !== 0)
      .map((part) => describePart(part, inUnit(part.amount, service.unit, settings)))
      .sort((a, b) => b.amount - a.amount || (a.name < b.name ? -1 : Number(a.name > b.name))),
    excluded: unused.map((account) => ({
      name: account.userName,
      why: whyNotCounted(account, settings, now) ?? (own && whyFilteredOut(account, own.filter, now)) ?? '',
    })),
    ...(deducted > 0 && { deducted }),
    rounding,
  };
}

/** Never more than there is: what is free of charge is no credit. */
function deduction(
  { deduct, deductPer, unit }: OwnService,
  parts: readonly OwnPart[],
  sum: number,
  settings: UsageSettings,
): number {
  if (deductPer === 'customer') return Math.min(deduct, sum);
  const ofAccounts = parts.filter((part) => 'account' in part);
  return [...Map.groupBy(ofAccounts, ({ account }) => account.id).values()].reduce((total, of) => {
    const used = of.reduce((bytes, { amount }) => bytes + amount, 0);
    return total + Math.min(deduct, inUnit(used, unit, settings));
  }, 0);
}

function describePart(part: OwnPart, amount: number): MeasuredPart {
  if ('figure' in part) {
    const { path, measure, source, readAt, period } = part.figure;
    return { name: path, title: measureOf(measure).title, amount, source, readAt, ...(period && { period }) };
  }
  const { id, userName, portalUrl } = part.account;
  return { name: userName, amount, accountId: id, ...(portalUrl && { url: portalUrl }) };
}

/** Accounts that the filter, or what counts at all, takes out of an own service; not those of another class of devices. */
function filteredOut(own: OwnService, accounts: readonly Account[], settings: UsageSettings, now: number): Account[] {
  const ofClass = { ...own, filter: { ...own.filter, plans: [], names: [], exceptNames: [], silentDays: null } };
  const users = new Set(
    ownParts(ofClass, accounts, [], now).flatMap((part) =>
      'account' in part && part.amount > 0 ? [part.account] : [],
    ),
  );
  return [...users].filter(
    (account) =>
      whyNotCounted(account, settings, now) !== undefined || whyFilteredOut(account, own.filter, now) !== undefined,
  );
}

/** Bytes as GB or GiB by setting; what is counted stays as it is. Not rounded. */
export function inUnit(amount: number, unit: ServiceUnit, { storageUnit }: Pick<UsageSettings, 'storageUnit'>): number {
  return unit === 'GB' ? amount / (storageUnit === 'GB' ? 1e9 : 2 ** 30) : amount;
}

/** How a service is rounded: by its own setting, storage else by the one of storage; what the vendor prorates has two decimals. */
export function roundingFor(
  { id, unit }: Pick<Service, 'id' | 'unit'>,
  { rounding, roundingOf }: Pick<UsageSettings, 'rounding' | 'roundingOf'>,
): Rounding {
  return roundingOf[id] ?? (unit === 'GB' ? rounding : 'two-decimals');
}

/** Binary fractions are no fractions: 0.1 + 0.2 is 0.3, and nothing is rounded up for 3.0000000000000004. */
export function roundQuantity(amount: number, rounding: Rounding): number {
  const exact = (digits: number) => Number((amount * digits).toPrecision(15));
  switch (rounding) {
    case 'two-decimals':
      return Math.round(exact(100)) / 100;
    case 'whole-units':
      return Math.round(exact(1));
    case 'whole-units-up':
      return Math.ceil(Number(amount.toPrecision(12)));
    case 'as-reported':
      return Number(amount.toFixed(6));
  }
}

/** Kept of a trace: a journal of 400 days holds thousands. */
const MOST_PARTS = 100;
const MOST_EXCLUDED = 50;

/** What is kept of a measured service. */
export function traceOf(
  measured: MeasuredService,
  { source, readAt }: Pick<CustomerFacts, 'source' | 'readAt'>,
  { storageUnit }: Pick<UsageSettings, 'storageUnit'>,
): QuantityTrace {
  const { service, quantity, rounding, parts, excluded, deducted } = measured;
  return {
    service: service.id,
    title: service.title,
    unit: service.unit === 'GB' ? storageUnit : service.unit,
    quantity,
    rounding,
    parts: parts.slice(0, MOST_PARTS).map((part) => ({ ...part, amount: Number(part.amount.toPrecision(12)) })),
    moreParts: Math.max(0, parts.length - MOST_PARTS),
    excluded: excluded.slice(0, MOST_EXCLUDED),
    moreExcluded: Math.max(0, excluded.length - MOST_EXCLUDED),
    ...(deducted !== undefined && { deducted }),
    source,
    readAt,
  };
}
