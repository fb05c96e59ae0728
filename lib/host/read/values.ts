/**
 * Numbers and dates as ConnectWise shows them, in the member's locale. What could mean two things is undefined: a wrong
 * price or date would make a wrong finding.
 */

/** Words for currencies that are no ISO code. */
const CURRENCY_WORDS = 'Fr\\.?|SFr\\.?|kr\\.?|zł|Kč|Rs\\.?|R';
/** `CHF`, `US$`, `€`, before or behind an amount; a unit such as `GB` is none. */
const BEFORE = new RegExp(`^([-−]?)(?:[A-Z]{1,3}(?=\\p{Sc})|[A-Z]{3}|${CURRENCY_WORDS})?\\p{Sc}?(?=[-−\\d.,])`, 'u');
const BEHIND = new RegExp(`(?<=\\d[.,]?)\\p{Sc}?(?:[A-Z]{3}|${CURRENCY_WORDS})?$`, 'u');

/**
 * Reads `1,234.50`, `-150`, `$0.50`, `CHF 1.50`, `US$0.50`, `1.234,56 €`, `1’234.50`; '' and doubtful texts give undefined.
 * `locale`: e.g. `en_US`.
 */
export function readNumber(text: string, locale: string | null): number | undefined {
  const bare = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/^\((.*)\)$/, '-$1')
    .replace(BEFORE, '$1')
    .replace(BEHIND, '')
    .replace(/(?<=\d)['’](?=\d{3})/g, '');
  if (!/^[-−]?\d[\d.,]*$|^[-−]?[.,]\d+$/.test(bare)) return undefined;
  const comma = bare.lastIndexOf(',');
  const point = bare.lastIndexOf('.');
  const decimal = decimalMark(bare, comma, point, locale);
  if (decimal === undefined) return undefined;
  const plain = bare
    .replace('−', '-')
    .replaceAll(decimal === '.' ? ',' : '.', '')
    .replace(decimal, '.');
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

function decimalMark(text: string, comma: number, point: number, locale: string | null): '.' | ',' | undefined {
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  if (comma < 0 && point < 0) return '.';
  const only = comma >= 0 ? ',' : '.';
  const groups = text.split(only);
  if (groups.length > 2) return only === ',' ? '.' : ',';
  // `1,234` is twelve hundred in one country and one and a bit in another.
  if ((groups[1] ?? '').length !== 3) return only;
  if (!locale) return undefined;
  return /^en/i.test(locale) ? '.' : undefined;
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
