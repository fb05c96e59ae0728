import type { Change, Money } from '../../lib/domain/change.ts';
import { moneyTotals } from '../../lib/domain/money-sentence.ts';
import { RECORD_NAMES } from './texts/changes.ts';

/** More lines than these are a list that nobody reads. */
const MANY = 12;

/** Lines that are shown as one until somebody opens it. */
export interface LineGroup<T> {
  /** What they have in common, e.g. the agreement. */
  name: string;
  lines: T[];
  /** What they do to the bill, per currency and billing cycle. */
  totals: Money[];
}

/** The two parts of `Addition “Online Backup # Servers” on “Managed Services”`, see `additionLabel`. */
const ADDITION = /^Addition “(.+?)”(?: on “(.+)”)?$/;

/**
 * Folds a list that is longer than a dozen: by agreement, and by service where there are more agreements than that. Pure.
 * @param mustShow of lines that wait for a decision: they are never folded
 */
export function foldLines<T>(
  lines: readonly T[],
  changeOf: (line: T) => Change,
  mustShow: (line: T) => boolean,
): { shown: T[]; groups: LineGroup<T>[] } {
  if (lines.length <= MANY) return { shown: [...lines], groups: [] };
  const byPart = (part: 1 | 2): Map<string, T[]> =>
    Map.groupBy(
      lines.filter((line) => !mustShow(line)),
      (line) => {
        const { label, resource } = changeOf(line);
        return ADDITION.exec(label)?.[part] ?? RECORD_NAMES[resource];
      },
    );
  const byAgreement = byPart(2);
  const groups = byAgreement.size > MANY ? byPart(1) : byAgreement;
  return {
    shown: lines.filter(mustShow),
    groups: [...groups].map(([name, own]) => ({
      name,
      lines: own,
      totals: moneyTotals(own.flatMap((line) => changeOf(line).money ?? [])),
    })),
  };
}
