import { literalText } from '../../shared/text-values.ts';
import { endOf } from '../agreement-state.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, isActive, serialEfsId, todayOf } from './addition-subject.ts';
import { twinsOf } from './duplicate-lines.ts';
import { report } from './report.ts';

/**
 * ADD-DUPLICATE: another active addition of the company has the same product and serial number, and a day in common:
 * billed twice. A proration line beside the standing one is none, see `twinsOf`.
 */
export function addDuplicate(subject: AdditionSubject): Finding[] {
  const { addition, agreement, agreements } = subject;
  const today = todayOf(subject);
  if (!addition.product || !isActive(addition, today) || (agreement && endOf(agreement, today, agreements))) return [];
  const others = twinsOf(subject);
  if (others.length === 0) return [];
  return [
    report('ADD-DUPLICATE', {
      where: additionPlace(subject, 'serialNumber'),
      message: `“${literalText(addition.product.identifier)}” for ${serialEfsId(subject)} is on ${others.length + 1} active additions (also ${others.map(({ id }) => `addition ${id}`).join(', ')}): it is billed more than once.`,
      seen: others.length + 1,
      expected: 1,
    }),
  ];
}
