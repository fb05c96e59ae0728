import { boot, t } from './boot.js';

const IS_GERMAN = boot.locale === 'de_DE';
const DAYS = IS_GERMAN ? ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'] : ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (number) => String(number).padStart(2, '0');

/** `2010-07-20T00:00:00Z` as figure 19 has it: `Tue 07/20/2010`. Dates of records have no time of day. */
export function formatDay(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  return `${DAYS[date.getUTCDay()]} ${formatShortDay(iso)}`;
}

/** `07/20/2010`, in German `20.07.2010`. */
export function formatShortDay(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  const [day, month] = [two(date.getUTCDate()), two(date.getUTCMonth() + 1)];
  return IS_GERMAN ? `${day}.${month}.${date.getUTCFullYear()}` : `${month}/${day}/${date.getUTCFullYear()}`;
}

/** Typed text, with or without the day's name, to ISO; '' for blank, null for no date. */
export function parseDay(text) {
  if (text.trim() === '') return '';
  const match = /(\d{1,2})([/.])(\d{1,2})\2(\d{4})\s*$/.exec(text);
  if (!match || (match[2] === '.') !== IS_GERMAN) return null;
  const [, first, , second, year] = match;
  const [month, day] = IS_GERMAN ? [second, first] : [first, second];
  const iso = `${year}-${two(month)}-${two(day)}T00:00:00Z`;
  const date = new Date(iso);
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day) ? iso : null;
}

/** As a user of this locale writes a number: `0.5`, in German `0,5`. */
export function formatNumber(value) {
  if (value === null || value === undefined || value === '') return '';
  return IS_GERMAN ? String(value).replace('.', ',') : String(value);
}

/** Typed text with the point that the server takes. */
export function plainNumber(text) {
  return IS_GERMAN ? text.trim().replaceAll('.', '').replace(',', '.') : text.trim();
}

export function formatMoney(amount) {
  return amount === null || amount === undefined || amount === '' ? '' : formatNumber(Number(amount).toFixed(2));
}

/** `7/24/2012 11:00:49 AM`, in German `24.7.2012 11:00:49`. */
export function formatTime(iso) {
  return iso ? new Date(iso).toLocaleString(boot.locale.replace('_', '-')).replace(',', '') : '';
}

/** `Updated: 7/24/2012 11:00:49 AM by Admin1` (docs/reference/setup-guides.md#figure-5). */
export function formatStamp({ lastUpdated, updatedBy }) {
  if (!lastUpdated) return '';
  return `${t('Updated')}: ${formatTime(lastUpdated)} ${t('by')} ${updatedBy}`;
}
