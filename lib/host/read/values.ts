/**
 * Numbers and dates as ConnectWise shows them, in the member's locale. What could mean two things is undefined: a wrong
 * price or date would make a wrong finding.
 */

/** Words for currencies that are no ISO code. */
const CURRENCY_WORDS = 'Fr\\.?|SFr\\.?|kr\\.?|zł|Kč|Rs\\.?|R';
/** A sign in front, then `CHF`, `US$`, `€`; a unit such as `GB` is none. */
const BEFORE = new RegExp(
  `^([-−]?) ?(?:[A-Z]{1,3}(?=\\p{Sc})|[A-Z]{3}|${CURRENCY_WORDS})?\\p{Sc}? ?(?=[-−\\d.,])`,
  'u',
);
const BEHIND = new RegExp(`(?<=\\d[.,]?) ?\\p{Sc}? ?(?:[A-Z]{3}|${CURRENCY_WORDS})?$`, 'u');

/** Groups of three digits after one separator, then a decimal mark that is another one. No grouped number begins with 0. */
const GROUPED = /^([1-9]\d{0,2}([ '’.,])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?$/;
/** As in India: groups of two digits before the last three. */
const INDIAN = /^([1-9]\d?(?:,\d{2})+,\d{3})()(?:\.(\d*))?$/;
const PLAIN = /^(\d*)(?:([.,])(\d*))?$/;

/**
 * Reads `1,234.50`, `-150`, `$0.50`, `CHF 1.50`, `US$0.50`, `1.234,56 €`, `1’234.50`, `12,34,567`; '' and doubtful texts
 * such as `1,2,3` and `12 34` give undefined.
 * @param locale e.g. `en_US`; it decides what `1,234` is
 */
export function readNumber(text: string, locale: string | null): number | undefined {
  const bare = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(BEFORE, '$1')
    .replace(BEHIND, '');
  const [, sign = '', amount = ''] = /^([-−]?) ?(.*)$/.exec(bare) ?? [];
  const plain = plainAmount(amount, locale);
  const value = plain === undefined ? Number.NaN : Number(plain);
  if (!Number.isFinite(value)) return undefined;
  return sign && value !== 0 ? -value : value;
}

/** The digits with a decimal point and no separators; undefined where they could be meant in two ways, or in none. */
function plainAmount(amount: string, locale: string | null): string | undefined {
  const plain = PLAIN.exec(amount);
  if (plain) {
    const [, units = '', mark, decimals = ''] = plain;
    if (units === '' && decimals === '') return undefined;
    // `1,234` is twelve hundred in one country and one and a bit in another; `0,125` and `1234,567` have no groups.
    if (mark && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(units)) {
      if (!locale || !/^en/i.test(locale)) return undefined;
      if (mark === ',') return `${units}${decimals}`;
    }
    return `${units || '0'}.${decimals || '0'}`;
  }
  const [, units = '', , decimals = ''] = GROUPED.exec(amount) ?? INDIAN.exec(amount) ?? [];
  return units === '' ? undefined : `${units.replace(/\D/g, '')}.${decimals || '0'}`;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Reads `Tue 07/20/2010`, `2010-07-20` as `YYYY-MM-DD`. The weekday or the locale must settle day and month. */
export function readDate(text: string, locale: string | null): string | undefined {
  const iso = /(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  if (iso) return calendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = /(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.exec(text);
  if (!match) return undefined;
  const [first, second, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const monthFirst = calendarDay(year, first, second);
  const dayFirst = calendarDay(year, second, first);
  const candidates = [...new Set([monthFirst, dayFirst])].filter((day): day is string => day !== undefined);
  if (candidates.length === 1) return candidates[0];
  const weekday = WEEKDAYS.indexOf(/[a-z]{3}/i.exec(text)?.[0].toLowerCase() ?? '');
  const fitting = candidates.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === weekday);
  if (fitting.length === 1) return fitting[0];
  if (!locale) return undefined;
  return /^en_US$/i.test(locale) ? monthFirst : dayFirst;
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const time = new Date(Date.UTC(year, month - 1, day));
  const real = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return real ? time.toISOString().slice(0, 10) : undefined;
}
