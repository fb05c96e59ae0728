import type { Money } from './change.ts';
import type { Addition } from './connectwise-records.ts';

/** What ConnectWise bills for an addition. All amounts are per billing cycle, in the agreement's currency. */
export interface Billing {
  /** Total quantity minus less included, never below 0. */
  billedQuantity: number;
  /** Billed quantity times unit price, rounded to cents. */
  amount: number;
}

/**
 * Usage below the allowance is billed 0, not credited (platform, "Less Included"), whatever the form shows: with nothing
 * used and 150 included, docs/reference/setup-guides.md#figure-19 shows −150 and −75.00, and the customer pays nothing.
 */
export function billingOf(addition: Pick<Addition, 'quantity' | 'lessIncluded' | 'unitPrice'>): Billing {
  const billedQuantity = billedQuantityOf(addition.quantity, addition.lessIncluded);
  return { billedQuantity, amount: roundMoney(billedQuantity * addition.unitPrice) };
}

/** Returns the quantity that ConnectWise bills: never negative. */
export function billedQuantityOf(quantity: number, lessIncluded: number): number {
  return Math.max(0, shownQuantityToBill(quantity, lessIncluded));
}

/**
 * Returns what the addition form shows as "Quantity to Bill": negative where more is included than used. Quantities carry
 * at most six decimals in ConnectWise; rounding there keeps binary fractions out of the difference.
 */
export function shownQuantityToBill(quantity: number, lessIncluded: number): number {
  return Number((quantity - lessIncluded).toFixed(6)) + 0;
}

/**
 * What the customer is charged before and after a change of quantity; nothing where the addition is not billable.
 * @param terms currency and cycle of its agreement
 */
export function moneyEffect(
  addition: Pick<Addition, 'quantity' | 'lessIncluded' | 'unitPrice' | 'billCustomer'>,
  newQuantity: number,
  terms: Pick<Money, 'currency' | 'cycle'> = {},
): Money {
  if (addition.billCustomer !== 'Billable') return { ...terms, from: 0, to: 0 };
  return {
    ...terms,
    from: billingOf(addition).amount,
    to: billingOf({ ...addition, quantity: newQuantity }).amount,
  };
}

/** Rounds to cents, half away from zero; 12 significant digits first, so that 1.005 counts as what it was meant to be. */
export function roundMoney(amount: number): number {
  const cents = Math.round(Number((Math.abs(amount) * 100).toPrecision(12)));
  return cents === 0 ? 0 : (Math.sign(amount) * cents) / 100;
}
