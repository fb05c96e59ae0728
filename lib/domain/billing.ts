import type { Addition } from './connectwise-records.ts';

/** What ConnectWise bills for an addition (S15 p.19 figure 19). All amounts are per billing cycle, in the agreement's currency. */
export interface Billing {
  /** Total quantity minus less included; negative where more is included than used. */
  quantityToBill: number;
  /** Quantity to bill times unit price, rounded to cents. */
  extPrice: number;
}

/** Figure 19: nothing used, 150 included, 0.50 each: quantity to bill −150, extended price −75.00. */
export function billingOf(addition: Pick<Addition, 'quantity' | 'lessIncluded' | 'unitPrice'>): Billing {
  const quantityToBill = quantityToBillOf(addition.quantity, addition.lessIncluded);
  return { quantityToBill, extPrice: roundMoney(quantityToBill * addition.unitPrice) };
}

/** Quantities carry at most six decimals in ConnectWise; rounding there keeps binary fractions out of the difference. */
export function quantityToBillOf(quantity: number, lessIncluded: number): number {
  return Number((quantity - lessIncluded).toFixed(6)) + 0;
}

/** What the customer is charged before and after a change of quantity; nothing where the addition is not billable. */
export function moneyEffect(
  addition: Pick<Addition, 'quantity' | 'lessIncluded' | 'unitPrice' | 'billCustomer'>,
  newQuantity: number,
): { from: number; to: number } {
  if (addition.billCustomer !== 'Billable') return { from: 0, to: 0 };
  return {
    from: billingOf(addition).extPrice,
    to: billingOf({ ...addition, quantity: newQuantity }).extPrice,
  };
}

/** Rounds to cents, half away from zero; 12 significant digits first, so that 1.005 counts as what it was meant to be. */
export function roundMoney(amount: number): number {
  const cents = Math.round(Number((Math.abs(amount) * 100).toPrecision(12)));
  return cents === 0 ? 0 : (Math.sign(amount) * cents) / 100;
}
