import { roundMoney } from './billing.ts';
import { cycleLength } from './billing-cycle.ts';

const DAYS_A_YEAR = 365;
const MONTHS_A_YEAR = 12;

/**
 * Returns what an amount per billing cycle comes to in a year, rounded to cents; undefined for a cycle whose name says no length.
 * @param cycle name of the billing cycle, as ConnectWise has it
 */
export function yearlyAmount(amount: number, cycle: string | undefined): number | undefined {
  const length = cycleLength(cycle);
  if (!length) return undefined;
  const cycles = 'days' in length ? DAYS_A_YEAR / length.days : MONTHS_A_YEAR / length.months;
  return roundMoney(amount * cycles);
}
