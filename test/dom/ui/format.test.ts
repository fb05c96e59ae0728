import { describe, expect, it } from 'vitest';
import { formatAge } from '../../../components/ui/format.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/shared/time.ts';

describe('formatAge', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  it.each([
    [-2 * SECOND, 'just now'],
    [3 * SECOND, 'just now'],
    [-30 * SECOND, '30 seconds ago'],
    [25 * SECOND, 'in 25 seconds'],
    [-5 * MINUTE, '5 minutes ago'],
    [-90 * MINUTE, '1 hour ago'],
    [11 * HOUR, 'in 11 hours'],
    [-DAY, 'yesterday'],
    [-40 * DAY, '40 days ago'],
  ])('%d ms away is %s', (difference, words) => {
    expect(formatAge(now + difference, now, 'en')).toBe(words);
  });

  it('speaks the language of the browser', () => {
    expect(formatAge(now - 3 * HOUR, now, 'de')).toBe('vor 3 Stunden');
  });
});
