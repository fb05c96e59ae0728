import { endedState } from '../agreement-state.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, isActive, serialEfsId, twinsOf } from './addition-subject.ts';
import { report } from './report.ts';

/** ADD-DUPLICATE: another active addition of the company has the same product and serial number: billed twice. */
export function addDuplicate(subject: AdditionSubject): Finding[] {
  const { addition, agreement, now } = subject;
  if (!addition.product || !isActive(addition, now) || (agreement && endedState(agreement, now))) return [];
  const others = twinsOf(subject);
  if (others.length === 0) return [];
  return [
    report('ADD-DUPLICATE', {
      where: additionPlace(subject, 'serialNumber'),
      message: `“${addition.product.identifier}” for ${serialEfsId(subject)} is on ${others.length + 1} active additions (also ${others.map(({ id }) => `addition ${id}`).join(', ')}): it is billed more than once.`,
      seen: others.length + 1,
      expected: 1,
    }),
  ];
}
