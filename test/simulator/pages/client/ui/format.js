const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (number) => String(number).padStart(2, '0');

/** `2010-07-20T00:00:00Z` as figure 19 has it: `Tue 07/20/2010`. Dates of records have no time of day. */
export function formatDay(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  return `${DAYS[date.getUTCDay()]} ${formatShortDay(iso)}`;
}

export function formatShortDay(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  return `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${date.getUTCFullYear()}`;
}

/** Typed text, with or without the day's name, to ISO; '' for blank, null for no date. */
export function parseDay(text) {
  if (text.trim() === '') return '';
  const match = /(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text);
  if (!match) return null;
  const [, month, day, year] = match;
  const iso = `${year}-${two(month)}-${two(day)}T00:00:00Z`;
  return formatShortDay(iso) === `${two(month)}/${two(day)}/${year}` ? iso : null;
}

export function formatMoney(amount) {
  return amount === null || amount === undefined || amount === '' ? '' : Number(amount).toFixed(2);
}

/** `7/24/2012 11:00:49 AM`. */
export function formatTime(iso) {
  return iso ? new Date(iso).toLocaleString('en-US').replace(',', '') : '';
}

/** `Updated: 7/24/2012 11:00:49 AM by Admin1` (S15 figure 5). */
export function formatStamp({ lastUpdated, updatedBy }) {
  if (!lastUpdated) return '';
  return `Updated: ${formatTime(lastUpdated)} by ${updatedBy}`;
}
