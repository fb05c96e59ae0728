import type { StatusView } from '../../lib/messages/protocol.ts';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';
import { NEEDS_USER } from './texts.ts';

/** As many lines are read in a popup; the rest is counted. */
const LINES = 20;

/** What waits for a user, newest first. The worker tells at most 100, see `lib/background/status.ts`. */
export function NeedsUser({ list }: { list: StatusView['needsUser'] }) {
  if (list.length === 0) return null;
  return (
    <section aria-label={NEEDS_USER.heading}>
      <h2>{NEEDS_USER.heading}</h2>
      <ul class="bb-needs-user">
        {list.slice(0, LINES).map(({ at, what, place }) => (
          <li key={`${at} ${what}`}>
            {formatText(what)}{' '}
            <span class="bb-hint">
              <Age at={at} />
            </span>{' '}
            <a
              href={`/options.html#${place}`}
              target="_blank"
              rel="noreferrer"
              aria-label={NEEDS_USER.openFor(formatText(what))}
            >
              {NEEDS_USER.open}
            </a>
          </li>
        ))}
      </ul>
      {list.length > LINES && <p class="bb-hint">{NEEDS_USER.more(list.length - LINES, list.length >= 100)}</p>}
    </section>
  );
}
