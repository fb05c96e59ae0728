import { quantityToBillOf } from './billing.ts';
import { billingPeriod, invoicedUntil } from './billing-cycle.ts';
import { dayOfDate, previousDay, todayIn } from './calendar-day.ts';
import type { FieldChange, Guard } from './change.ts';
import type { Addition, Agreement } from './connectwise-records.ts';
import type { Service, ServiceId, ServiceUnit } from './service.ts';

/** Money guards (spec rules.md): each stops an automatic write of a quantity and asks a person. */

export interface QuantityChange {
  addition: Partial<Addition> & Pick<Addition, 'quantity' | 'lessIncluded'>;
  /** The services that the quantity measures, for the unit. */
  services: readonly Pick<Service, 'id' | 'unit'>[];
  to: number;
  agreement?: Agreement | undefined;
  /** Milliseconds since the epoch; absent: GUARD-INVOICED is silent. */
  now?: number | undefined;
  /** IANA name of the tenant's time zone; absent: UTC. */
  timeZone?: string | undefined;
  limits?: { jumpPercent: number; jumpUnits: number } | undefined;
  /** Doubts about the measure itself, see `usageDoubts`. */
  doubts?: Partial<Record<ServiceId, Guard>> | undefined;
}

const DEFAULT_LIMITS = { jumpPercent: 50, jumpUnits: 10 };

/** The first guard that a new quantity runs into, the gravest first; undefined: it may be written. */
export function guardQuantity(change: QuantityChange): Guard | undefined {
  const { addition, services, to, doubts } = change;
  return (
    services.map(({ id }) => doubts?.[id]).find((doubt) => doubt !== undefined) ??
    guardUnit(addition.uom, services) ??
    guardNegative(to, addition.lessIncluded) ??
    guardZero(addition.quantity, to) ??
    guardJump(addition.quantity, to, change.limits) ??
    guardInvoiced(change)
  );
}

/** Units of measure by which a service may be sold. “Each” (S15 p.6) and blank fit every measure. */
const FITTING_UNITS: Record<ServiceUnit, RegExp> = {
  GB: /^(gb|gib|gigabytes?)$/i,
  count: /^(computers?|devices?|machines?|servers?|desktops?|workstations?|licen[cs]es?|endpoints?)$/i,
  mailboxes: /^(mailbox(es)?|users?|seats?|licen[cs]es?)$/i,
};

/** The addition is sold by another unit than the one that is measured. */
export function guardUnit(uom: string | undefined, services: readonly Pick<Service, 'unit'>[]): Guard | undefined {
  const unit = uom?.trim() ?? '';
  if (unit === '' || /^(each|ea|units?)$/i.test(unit)) return undefined;
  const misfit = services.find((service) => !FITTING_UNITS[service.unit].test(unit));
  return (
    misfit && {
      code: 'GUARD-UNIT',
      message: `The addition is sold by “${unit}”, but the portal measures ${UNIT_NAMES[misfit.unit]}.`,
    }
  );
}

const UNIT_NAMES: Record<ServiceUnit, string> = { GB: 'gigabytes', count: 'computers', mailboxes: 'mailboxes' };

/** ConnectWise would credit the customer (S15 figure 19). */
export function guardNegative(to: number, lessIncluded: number): Guard | undefined {
  const toBill = quantityToBillOf(to, lessIncluded);
  if (toBill >= 0) return undefined;
  return {
    code: 'GUARD-NEGATIVE',
    message: `${lessIncluded} are included but only ${to} used: the quantity to bill would be ${toBill}.`,
  };
}

/** Usage that vanishes is more often a portal's gap than a customer's. */
export function guardZero(from: number, to: number): Guard | undefined {
  if (from <= 0 || to !== 0) return undefined;
  return { code: 'GUARD-ZERO', message: `The quantity would drop from ${from} to zero.` };
}

/** More than `jumpPercent` of the present quantity and more than `jumpUnits`. From zero, every jump is over any percentage. */
export function guardJump(from: number, to: number, limits = DEFAULT_LIMITS): Guard | undefined {
  const jump = Math.abs(to - from);
  const { jumpPercent, jumpUnits } = limits;
  if (jump <= jumpUnits || jump <= (Math.abs(from) * jumpPercent) / 100) return undefined;
  return {
    code: 'GUARD-JUMP',
    message: `The quantity would go from ${from} to ${to}: more than ${jumpPercent} % and more than ${jumpUnits} units.`,
  };
}

/**
 * An addition that was never billed (quantity still 0) and is effective since a day that is invoiced already: its first
 * quantity would be charged for periods whose invoice is out. Later changes only reach the coming invoice. Without a next
 * invoice date, what lies before the current billing cycle is taken to be invoiced.
 */
export function guardInvoiced({
  addition,
  to,
  agreement,
  now,
  timeZone,
}: Omit<QuantityChange, 'services' | 'limits'>): Guard | undefined {
  const effective = dayOfDate(addition.effectiveDate);
  if (!effective || !agreement || addition.quantity !== 0 || to === 0) return undefined;
  const invoiced = invoicedUntil(agreement);
  const cycle = !invoiced && now !== undefined ? billingPeriod(agreement, todayIn(now, timeZone)) : undefined;
  const until = invoiced ?? (cycle && previousDay(cycle.first));
  if (!until || effective > until) return undefined;
  const message = invoiced
    ? `The addition is effective since ${effective}, but the agreement is invoiced until ${until}.`
    : `The addition is effective since ${effective}, before the current billing cycle (from ${cycle?.first}), which is invoiced already.`;
  return { code: 'GUARD-INVOICED', message };
}

/** Members of an addition that a sync never writes. */
const NEVER_SYNCED = [
  'product',
  'unitPrice',
  'unitCost',
  'lessIncluded',
  'effectiveDate',
  'cancelledDate',
  'billCustomer',
];

/** Price, product, cost, less included, dates or bill flag about to change. */
export function guardPrice(fields: readonly FieldChange[]): Guard | undefined {
  const names = fields.map(({ field }) => field).filter((field) => NEVER_SYNCED.includes(field));
  return names.length > 0
    ? { code: 'GUARD-PRICE', message: `${names.join(', ')} would change, which only a person may decide.` }
    : undefined;
}
