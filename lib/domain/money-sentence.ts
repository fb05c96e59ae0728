import { literalText } from '../shared/text-values.ts';
import { roundMoney } from './billing.ts';
import { cycleLength } from './billing-cycle.ts';
import type { Money, Run } from './change.ts';
import type { Agreement, Currency } from './connectwise-records.ts';

/** In which currency and for how long amounts are. */
export type MoneyTerms = Pick<Money, 'currency' | 'cycle'>;

/** Returns the currency and cycle that an agreement's lines are billed in. */
export function moneyTerms(agreement: Pick<Agreement, 'currency' | 'billingCycle'> | undefined): MoneyTerms {
  const { currency, billingCycle } = agreement ?? {};
  return { ...(currency && { currency }), ...(billingCycle?.name.trim() && { cycle: billingCycle.name.trim() }) };
}

/**
 * The one sentence about money, e.g. `Billed now $123.60, should be $3,806.40 a month (+$3,682.80)`; without a stop.
 * @param tense `planned`: before the write; `undo`: before it is undone; `written`: after it.
 * @param locale BCP 47; absent: the browser's.
 */
export function moneySentence(
  money: Money,
  tense: 'planned' | 'undo' | 'written' = 'planned',
  locale?: string,
): string {
  const [from, to] = [money.from, money.to].map((amount) => formatAmount(amount, money.currency, locale));
  const cycle = cycleWords(money.cycle);
  if (from === to) return `Billed ${to} ${cycle}, no change`;
  const difference = `(${formatAmountChange(money, locale)})`;
  if (tense === 'written') return `Billed now ${to} ${cycle}, was ${from} ${difference}`;
  return `Billed now ${from}, ${tense === 'undo' ? 'will be' : 'should be'} ${to} ${cycle} ${difference}`;
}

/** Returns the sums of amounts that may be added up: one per currency and billing cycle, in order of appearance. */
export function moneyTotals(amounts: readonly Money[]): Money[] {
  const totals = new Map<string, Money>();
  for (const amount of amounts) {
    const key = moneyKey(amount);
    const { from, to } = totals.get(key) ?? { from: 0, to: 0 };
    totals.set(key, { ...amount, from: roundMoney(from + amount.from), to: roundMoney(to + amount.to) });
  }
  return [...totals.values()];
}

/** Amounts of the same key may be added up: same currency, cycles of one length. */
export function moneyKey({ currency, cycle }: MoneyTerms): string {
  return JSON.stringify([currency?.code || currency?.symbol || '', cycleWords(cycle)]);
}

/** What a run did to quantities: `3 quantities updated, 1 addition created (+$40.71)`; with the billing cycle where there is more than one total. */
export function quantitiesSentence(
  { count, created = 0, totals }: NonNullable<Run['quantities']>,
  locale?: string,
): string {
  const effects = totals.map((total) =>
    totals.length > 1
      ? `${formatAmountChange(total, locale)} ${cycleWords(total.cycle)}`
      : formatAmountChange(total, locale),
  );
  const counted = (n: number, one: string, several: string) =>
    `${new Intl.NumberFormat(locale).format(n)} ${n === 1 ? one : several}`;
  const updated = count > created || created === 0;
  const written = [
    ...(updated ? [`${counted(count - created, 'quantity', 'quantities')} updated`] : []),
    ...(created > 0 ? [`${counted(created, 'addition', 'additions')} created`] : []),
  ].join(', ');
  return `${written}${effects.length > 0 ? ` (${effects.join(', ')})` : ''}`;
}

/** `$1,234.50`, `CHF 1,234.50`; a plain number where the currency is not known. */
export function formatAmount(value: number, currency: Currency | undefined, locale?: string): string {
  const cents = roundMoney(value);
  const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const sign = cents < 0 ? '−' : '';
  return `${sign}${currencyMark(currency)}${plain.format(Math.abs(cents))}`;
}

/** The price of one unit, whose fractions of a cent count: `$0.0375`. */
export function formatUnitPrice(value: number, currency: Currency | undefined, locale?: string): string {
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  return `${value < 0 ? '−' : ''}${currencyMark(currency)}${exact.format(Math.abs(value))}`;
}

/** `+$40.71`, `−$3.00`; `$0.00` for no change. */
export function formatAmountChange({ from, to, currency }: Money, locale?: string): string {
  const difference = roundMoney(to - from);
  return `${difference > 0 ? '+' : ''}${formatAmount(difference, currency, locale)}`;
}

/** A sign is set at the number, a word (`CHF`, `kr`) is set apart; never broken from it. */
function currencyMark(currency: Currency | undefined): string {
  const mark = (currency?.symbol || currency?.code || '').trim();
  return /[\p{L}.]$/u.test(mark) ? `${mark}\u00a0` : mark;
}

/** `a month`, `a quarter`; a cycle that is not known by its name is named. */
export function cycleWords(cycle: string | undefined): string {
  if (!cycle) return 'per billing cycle';
  const length = cycleLength(cycle);
  const known = length && WORDS.get('days' in length ? `${length.days} days` : `${length.months} months`);
  return known ?? `per billing cycle (${literalText(cycle)})`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['7 days', 'a week'],
  ['14 days', 'every two weeks'],
  ['1 months', 'a month'],
  ['2 months', 'every two months'],
  ['3 months', 'a quarter'],
  ['6 months', 'every six months'],
  ['12 months', 'a year'],
]);
