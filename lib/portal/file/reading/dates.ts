import type { DateOrder } from '../../../domain/file-mapping.ts';
import { DAY, type IsoTime, isoTime } from '../../../shared/time.ts';
import { readUtcTime } from '../../../shared/utc-time.ts';

/** Days of a spreadsheet that are taken for dates: 1970 to 2099. */
const [FIRST_SERIAL, LAST_SERIAL] = [25_569, 73_050];
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** Words for “there is none”. */
const NONE = /^(?:-|–|—|n\/?a|none|never|null|0000-00-00(?: 00:00:00)?)$/i;

const NUMERIC =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:[ ,T]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.?m\.?)?)?$/i;

export function isNoDate(text: string): boolean {
  return text === '' || NONE.test(text);
}

/** Returns the time of a spreadsheet's day number, to the second; undefined where it is no likely day. */
export function readSerial(serial: number, from1904 = false): IsoTime | undefined {
  const day = from1904 ? serial + (EPOCH_1904 - EPOCH_1900) / DAY : serial;
  if (day < FIRST_SERIAL || day > LAST_SERIAL) return undefined;
  return isoTime(EPOCH_1900 + Math.round(day * 86_400) * 1_000);
}

/** Returns the time of a text, UTC where it names no zone; undefined: it is none, or not with this order of day and month. */
export function readDate(text: string, order: DateOrder | undefined): IsoTime | undefined {
  if (text.length > 60) return undefined;
  const iso = readUtcTime(text.replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})/, '$1-$2-$3'));
  if (iso !== undefined) return iso;
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return readSerial(Number(text));
  const match = NUMERIC.exec(text);
  if (!match) return undefined;
  const [, first = '', , second = '', year = '', hour = '0', minute = '00', seconds = '00', half] = match;
  const written = Number(hour);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hours = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const as = (month: string, day: string) => readUtcTime(`${year}-${month}-${day} ${hours}:${minute}:${seconds}`);
  const [dayFirst, monthFirst] = [as(second, first), as(first, second)];
  if (order === 'day-first') return dayFirst;
  if (order === 'month-first') return monthFirst;
  return dayFirst === monthFirst ? dayFirst : undefined;
}

/** What the values of a column say of the order of day and month; see `MarkEvidence`. */
export type OrderEvidence = DateOrder | 'either' | 'unclear' | 'mixed';

export function orderEvidence(texts: Iterable<string>): OrderEvidence {
  let [isDayFirst, isMonthFirst, isUnclear] = [false, false, false];
  for (const text of texts) {
    const [dayFirst, monthFirst] = [readDate(text, 'day-first'), readDate(text, 'month-first')];
    if (dayFirst === monthFirst) continue;
    if (dayFirst === undefined) isMonthFirst = true;
    else if (monthFirst === undefined) isDayFirst = true;
    else isUnclear = true;
  }
  if (isDayFirst && isMonthFirst) return 'mixed';
  if (isDayFirst) return 'day-first';
  if (isMonthFirst) return 'month-first';
  return isUnclear ? 'unclear' : 'either';
}

/** Returns `2026-05` of a month or a day in it. */
export function readMonth(text: string, order: DateOrder | undefined): string | undefined {
  const plain = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (plain) {
    const month = Number(plain[2]);
    return month >= 1 && month <= 12 ? `${plain[1]}-${String(month).padStart(2, '0')}` : undefined;
  }
  return readDate(text, order)?.slice(0, 7);
}
