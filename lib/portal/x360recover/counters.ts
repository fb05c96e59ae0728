import * as z from 'zod/mini';
import { counterMeasure } from '../../domain/measures.ts';
import type { SkippedValue, UsageFigure } from '../../domain/portal-facts.ts';
import { boundedText } from '../../shared/bounded-text.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import type { IsoTime } from '../../shared/time.ts';
import { isObject, shown } from '../tolerant.ts';

const counter = z.object({ type: boundedText, count: z.int().check(z.nonnegative()) });

/** As many groups and types as a portal can name before something is wrong with it. */
const MOST_COUNTERS = 200;

/**
 * The counters of a client (docs/reference/portals.md#records: `devices_counters`) as figures, those of groups and types that
 * nobody knew of too. A counter that cannot be read, or is there twice, is left out with its path: what is measured by it may be
 * too low. A group that is not there is not reported, which is not zero.
 */
export function counterFigures(client: unknown, readAt: IsoTime, skipped: SkippedValue[]): UsageFigure[] {
  const counters = isObject(client) ? client.devices_counters : undefined;
  if (counters === undefined || counters === null) return [];
  const unread = (path: string, value: unknown, why: string) =>
    skipped.push({ path, value: shown(value), why, figures: 'x360.' });
  if (!isObject(counters)) {
    unread('client.devices_counters', counters, 'These are no counters.');
    return [];
  }
  const figures = new Map<string, UsageFigure>();
  const twice = new Set<string>();
  for (const [group, rows] of Object.entries(counters).slice(0, MOST_COUNTERS)) {
    const path = `client.devices_counters.${group}`;
    if (rows === null) continue;
    if (!Array.isArray(rows)) {
      unread(path, rows, 'This is no list of counters.');
      continue;
    }
    for (const [index, row] of rows.slice(0, MOST_COUNTERS).entries()) {
      const read = safeParse(counter, row);
      if (!read.success) {
        unread(`${path}[${index}]`, row, 'This counter could not be understood.');
        continue;
      }
      const { type, count } = read.data;
      const measure = counterMeasure(group, type) ?? `x360.${group}.${type}`;
      if (figures.has(measure)) {
        twice.add(measure);
        unread(`${path}[${index}]`, row, 'This counter is there twice.');
        continue;
      }
      const named = `devices_counters.${group} (${type})`;
      figures.set(measure, { measure, amount: count, unit: 'count', source: 'x360recover', path: named, readAt });
    }
  }
  for (const measure of twice) figures.delete(measure);
  return [...figures.values()];
}
