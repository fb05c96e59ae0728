import { type IsoTime, readTime } from '../../lib/shared/time.ts';
import { formatAge, formatMoment } from './format.ts';
import { UNKNOWN_TIME } from './texts.ts';

/** How long ago (or ahead), with the exact moment in the browser's locale on hover. */
export function Age({ at, now = Date.now() }: { at: IsoTime; now?: number }) {
  const time = readTime(at);
  if (time === undefined) return <span>{UNKNOWN_TIME}</span>;
  return (
    <time dateTime={at} title={formatMoment(time)}>
      {formatAge(time, now)}
    </time>
  );
}
