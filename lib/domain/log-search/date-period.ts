/** A stretch of time in milliseconds since the epoch: from its first one to behind its last one. */
export interface Period {
  from: number;
  to: number;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[ T](\d{2})(?::(\d{2})(?::(\d{2}))?)?)?)?)?$/;

/**
 * Returns the time that a date of a search names, in the zone of this browser: `2026`, `2026-11`, `2026-11-21` or
 * `2026-11-21 14:30:05`, as long as its last part; undefined: it is no date.
 */
export function datePeriod(text: string): Period | undefined {
  const found = DATE.exec(text.trim());
  if (!found) return undefined;
  const given = found
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = given;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const moment = (parts: readonly number[]) =>
    new Date(parts[0] ?? 0, (parts[1] ?? 1) - 1, parts[2] ?? 1, parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0);
  const from = moment(given);
  // 30 February would be read as a day of March.
  if (from.getMonth() !== month - 1 || from.getDate() !== day || from.getFullYear() !== year) return undefined;
  const next = [...given];
  next[next.length - 1] = (next.at(-1) ?? 0) + 1;
  return { from: from.getTime(), to: moment(next).getTime() };
}
