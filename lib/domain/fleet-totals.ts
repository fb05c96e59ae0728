import { roundMoney } from './billing.ts';
import type { Money } from './change.ts';
import type { FleetRow, FleetTotal, MoneyPerYear } from './fleet.ts';
import { moneyKey } from './money-sentence.ts';
import { yearlyAmount } from './yearly-amount.ts';

/**
 * Returns what is billed too little and too much over all companies, one total per currency and billing cycle. A company with
 * several customers is counted once: its rows carry the same amounts. Pure.
 */
export function fleetTotals(rows: readonly FleetRow[]): FleetTotal[] {
  const totals = new Map<string, { terms: Money; tooLittle: number[]; tooMuch: number[] }>();
  for (const { difference } of oncePerCompany(rows)) {
    for (const money of difference) {
      const key = moneyKey(money);
      const total = totals.get(key) ?? { terms: money, tooLittle: [], tooMuch: [] };
      const amount = roundMoney(money.to - money.from);
      if (amount > 0) total.tooLittle.push(amount);
      if (amount < 0) total.tooMuch.push(-amount);
      totals.set(key, total);
    }
  }
  return [...totals.values()]
    .filter(({ tooLittle, tooMuch }) => tooLittle.length + tooMuch.length > 0)
    .map(({ terms: { currency, cycle }, tooLittle, tooMuch }) => ({
      tooLittle: sumOf(tooLittle, cycle),
      tooMuch: sumOf(tooMuch, cycle),
      companiesTooLittle: tooLittle.length,
      companiesTooMuch: tooMuch.length,
      ...(currency && { currency }),
      ...(cycle !== undefined && { cycle }),
    }));
}

function sumOf(amounts: readonly number[], cycle: string | undefined): MoneyPerYear {
  const perCycle = roundMoney(amounts.reduce((sum, amount) => sum + amount, 0));
  const perYear = yearlyAmount(perCycle, cycle);
  return { perCycle, ...(perYear !== undefined && { perYear }) };
}

function oncePerCompany(rows: readonly FleetRow[]): FleetRow[] {
  const seen = new Set<number>();
  return rows.filter(({ companyId }) => {
    if (companyId === undefined) return false;
    return seen.has(companyId) ? false : seen.add(companyId) !== undefined;
  });
}
