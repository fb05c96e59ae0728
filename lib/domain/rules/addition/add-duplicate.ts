import { literalText } from '../../../shared/text-values.ts';
import { endOf } from '../../agreement-state.ts';
import type { Addition } from '../../connectwise-records.ts';
import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import {
  type AdditionDraft,
  type AdditionSubject,
  additionPlace,
  isActive,
  serialEfsId,
  todayOf,
} from './addition-subject.ts';
import { duplicatesOf } from './duplicate-lines.ts';

/**
 * ADD-DUPLICATE: another active addition of the company has the same product and serial number, and a day in common:
 * billed twice. A proration line beside the standing one is none, see `duplicatesOf`. Each of the additions has the finding, in the same
 * words: a list, where rows that show the same cannot be distinguished, then marks all of them.
 */
export function addDuplicate(subject: AdditionSubject): Finding[] {
  const { addition, agreement, agreements } = subject;
  const today = todayOf(subject);
  if (!addition.product || !isActive(addition, today) || (agreement && endOf(agreement, today, agreements))) return [];
  const others = duplicatesOf(subject);
  if (others.length === 0) return [];
  return [
    report('ADD-DUPLICATE', {
      where: additionPlace(subject, 'serialNumber'),
      message: `“${literalText(addition.product.identifier)}” for ${serialEfsId(subject)} is on ${others.length + 1} active additions (${numbersOf(addition, others)}): it is billed more than once.`,
      seen: others.length + 1,
      expected: 1,
    }),
  ];
}

/** e.g. `500 and 501`. What is being typed has no number yet. */
function numbersOf({ id }: AdditionDraft, others: readonly Addition[]): string {
  const ids = others.map((other) => other.id);
  const numbers = [...(id === undefined ? ids : [id, ...ids])].sort((a, b) => a - b).map(String);
  const named = id === undefined ? ['this one', ...numbers] : numbers;
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
