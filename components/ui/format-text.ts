import { withoutMarks } from '../../lib/shared/text-values.ts';
import { readTime } from '../../lib/shared/time.ts';
import { formatCalendarDay, formatNarrowAge, formatNumber, formatSince } from './format.ts';

/** The values of `lib/shared/text-values.ts`, and the form of times in sentences that older versions stored (`shortTime`). */
const VALUE =
  /\{(ago )?(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\}|\{(\d{4}-\d{2}-\d{2})\}|\{(-?\d+(?:\.\d+)?)(?: (day|hour|minute))?\}|\b(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) UTC\b/g;

/**
 * Returns a sentence with its times and numbers in the locale and time zone of the user.
 * @param now milliseconds since the epoch, for ages and for "today"
 * @param locale absent: the browser's
 */
export function formatText(text: string, now: number = Date.now(), locale?: string): string {
  const written = text.replace(
    VALUE,
    (
      whole: string,
      isAge: string | undefined,
      moment: string | undefined,
      day: string | undefined,
      number: string | undefined,
      unit: string | undefined,
      oldDay: string | undefined,
      oldTime: string | undefined,
    ) => {
      if (number !== undefined) return formatNumber(Number(number), locale, unit);
      if (day !== undefined) return readTime(day) === undefined ? whole : formatCalendarDay(day, locale);
      const time = readTime(moment ?? `${oldDay}T${oldTime}:00Z`);
      if (time === undefined) return whole;
      return isAge ? formatNarrowAge(time, now, locale) : formatSince(time, now, locale);
    },
  );
  return withoutMarks(written);
}
