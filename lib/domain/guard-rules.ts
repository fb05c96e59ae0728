import { dayValue, literalText, numberValue } from '../shared/text-values.ts';
import { billedQuantityOf, moneyEffect, roundMoney } from './billing.ts';
import { billingPeriod, invoicedUntil } from './billing-cycle.ts';
import { dayOfDate, previousDay, todayIn } from './calendar-day.ts';
import type { FieldChange } from './change.ts';
import type { Addition, Agreement } from './connectwise-records.ts';
import type { Guard } from './guard.ts';
import { cycleWords, formatAmount, type MoneyTerms, moneyTerms } from './money-sentence.ts';
import type { Service, ServiceId, ServiceUnit } from './service.ts';

/** Money guards (docs/reference/rules.md#money-guards): each stops an automatic write of a quantity and asks a user. */

export interface QuantityChange {
  addition: Partial<Addition> & Pick<Addition, 'quantity' | 'lessIncluded'>;
  /** The services that the quantity measures, for the unit. */
  services: readonly Pick<Service, 'id' | 'unit'>[];
  /** All services that the product bills, measured or not, for their doubts; absent: `services`. */
  billed?: readonly Pick<Service, 'id'>[] | undefined;
  to: number;
  agreement?: Agreement | undefined;
  /** Milliseconds since the epoch; absent: GUARD-INVOICED is silent. */
  now?: number | undefined;
  /** IANA name of the tenant's time zone; absent: UTC. */
  timeZone?: string | undefined;
  limits?: GuardLimits | undefined;
  /** Doubts about the measure itself, see `usageDoubts`. */
  doubts?: Partial<Record<ServiceId, Guard>> | undefined;
}

/** What a change of the billed quantity may be without a user's approval. */
export interface GuardLimits {
  /** Percent of what is billed now. */
  jumpPercent: number;
  /** In the unit that the addition is sold by. */
  jumpUnits: number;
  /** Per billing cycle, in the agreement's currency. */
  jumpMoney: number;
}

export const DEFAULT_LIMITS: GuardLimits = { jumpPercent: 50, jumpUnits: 10, jumpMoney: 100 };

/** The first guard that a new quantity runs into, the gravest first; undefined: it may be written. */
export function guardQuantity(change: QuantityChange): Guard | undefined {
  const { addition, services, billed = services, to, doubts } = change;
  return (
    guardNumber(to) ??
    doubtOf(billed, doubts) ??
    guardUnit(addition.uom, services) ??
    guardZero(addition, to) ??
    guardJump(addition, to, change.limits, moneyTerms(change.agreement)) ??
    // Usage within the allowance bills nothing, so it charges nothing of the past either.
    (billedQuantityOf(to, addition.lessIncluded) > 0 ? guardInvoiced(change) : undefined)
  );
}

/** What is no quantity passes every comparison of the other guards. `usageQuantity` lets none get this far. */
function guardNumber(to: number): Guard | undefined {
  if (Number.isFinite(to) && to >= 0) return undefined;
  return { code: 'GUARD-INCOMPLETE', message: `The new quantity is no valid number: ${to}.` };
}

/**
 * Units of measure by which a service may be sold. “Each” (docs/reference/setup-guides.md#step-3) and blank fit every
 * measure.
 */
const FITTING_UNITS: Record<ServiceUnit, RegExp> = {
  GB: /^(gb|gib|gigabytes?)$/i,
  count: /^(computers?|devices?|machines?|servers?|desktops?|workstations?|licen[cs]es?|endpoints?)$/i,
  mailboxes: /^(mailbox(es)?|users?|seats?|licen[cs]es?)$/i,
  seats: /^(mailbox(es)?|users?|seats?|licen[cs]es?)$/i,
  // What the vendor counts has any name but one of storage.
  units: /^(?!(gb|gib|tb|tib|gigabytes?|terabytes?)$)/i,
};

/** Returns why what is measured for these services needs approval, be it written as a quantity or into a description. */
export function doubtOf(services: readonly Pick<Service, 'id'>[], doubts: QuantityChange['doubts']): Guard | undefined {
  return services.map(({ id }) => doubts?.[id]).find((doubt) => doubt !== undefined);
}

/** The addition is sold by another unit than the one that is measured. */
export function guardUnit(uom: string | undefined, services: readonly Pick<Service, 'unit'>[]): Guard | undefined {
  const unit = uom?.trim() ?? '';
  if (unit === '' || /^(each|ea|units?)$/i.test(unit)) return undefined;
  const misfit = services.find((service) => !FITTING_UNITS[service.unit].test(unit));
  return (
    misfit && {
      code: 'GUARD-UNIT',
      message: `The addition is sold by “${literalText(unit)}”, but the portal measures ${UNIT_NAMES[misfit.unit]}.`,
    }
  );
}

const UNIT_NAMES: Record<ServiceUnit, string> = {
  GB: 'gigabytes',
  count: 'computers',
  mailboxes: 'mailboxes',
  seats: 'seats',
  units: 'units',
};

/** Usage that vanishes is more often a portal's gap than a customer's. Where nothing was billed, no money is lost. */
export function guardZero(
  { quantity, lessIncluded }: Pick<Addition, 'quantity' | 'lessIncluded'>,
  to: number,
): Guard | undefined {
  if (to !== 0 || billedQuantityOf(quantity, lessIncluded) === 0) return undefined;
  return { code: 'GUARD-ZERO', message: `The quantity would drop from ${numberValue(quantity)} to zero.` };
}

/**
 * The billed quantity changes by more than `jumpPercent`, and by more than `jumpUnits` or, in money, `jumpMoney`. From
 * nothing billed, every change is over any percentage. The first quantity of an addition is no jump: what it charges of
 * the past is GUARD-INVOICED's.
 */
export function guardJump(
  addition: Pick<Addition, 'quantity' | 'lessIncluded'> & Partial<Addition>,
  to: number,
  limits: GuardLimits = DEFAULT_LIMITS,
  terms: MoneyTerms = {},
): Guard | undefined {
  const { quantity, lessIncluded, unitPrice = 0, billCustomer = 'Billable' } = addition;
  const { jumpPercent, jumpUnits, jumpMoney } = limits;
  if (quantity <= 0) return undefined;
  const [billedNow, billedThen] = [billedQuantityOf(quantity, lessIncluded), billedQuantityOf(to, lessIncluded)];
  // Compared at the six decimals of a quantity: 0.1 + 0.2 is no more than 0.3.
  const units = Number(Math.abs(billedThen - billedNow).toFixed(6));
  if (units <= Number(((billedNow * jumpPercent) / 100).toFixed(6))) return undefined;
  const money = moneyEffect({ quantity, lessIncluded, unitPrice, billCustomer }, to);
  const exceeded = [
    units > jumpUnits ? `${numberValue(jumpUnits)} units` : '',
    roundMoney(Math.abs(money.to - money.from)) > jumpMoney
      ? `${formatAmount(jumpMoney, terms.currency)} ${cycleWords(terms.cycle)}`
      : '',
  ].filter(Boolean);
  if (exceeded.length === 0) return undefined;
  return {
    code: 'GUARD-JUMP',
    message: `The billed quantity would go from ${numberValue(billedNow)} to ${numberValue(billedThen)}: more than ${[`${numberValue(jumpPercent)} %`, ...exceeded].join(' and more than ')}.`,
  };
}

/**
 * An addition that was never billed (quantity still 0, or below) and is effective since a day that is invoiced already: its first
 * quantity would be charged for periods whose invoice is out. Later changes only reach the coming invoice. Without a next
 * invoice date, what lies before the current billing cycle is taken to be invoiced; where it cannot be read, all of it may be.
 */
export function guardInvoiced({
  addition,
  to,
  agreement,
  now,
  timeZone,
}: Omit<QuantityChange, 'services' | 'limits'>): Guard | undefined {
  const effective = dayOfDate(addition.effectiveDate);
  if (!effective || !agreement || addition.quantity > 0 || to === 0) return undefined;
  if (agreement.nextInvoiceDateUnread) return { code: 'GUARD-INVOICED', message: INVOICED_UNKNOWN };
  const invoiced = invoicedUntil(agreement);
  const cycle = !invoiced && now !== undefined ? billingPeriod(agreement, todayIn(now, timeZone)) : undefined;
  const until = invoiced ?? (cycle && previousDay(cycle.first));
  if (!until || effective > until) return undefined;
  const message = invoiced
    ? `The addition is effective since ${dayValue(effective)}, but the agreement is invoiced until ${dayValue(until)}.`
    : `The addition is effective since ${dayValue(effective)}, before the current billing cycle (from ${dayValue(cycle?.first ?? '')}), which is invoiced already.`;
  return { code: 'GUARD-INVOICED', message };
}

const INVOICED_UNKNOWN =
  'The next invoice date of the agreement could not be read, so it is not known until when it is invoiced.';

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
    ? { code: 'GUARD-PRICE', message: `${names.join(', ')} would change: only a user may approve that.` }
    : undefined;
}
