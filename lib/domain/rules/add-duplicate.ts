import { meantEfsId } from '../efs-id.ts';
import type { Finding } from '../finding.ts';
import { type AdditionSubject, additionPlace, isActive, serialEfsId } from './addition-subject.ts';
import { report } from './report.ts';

/** ADD-DUPLICATE: another active addition of the company has the same product and serial number: billed twice. */
export function addDuplicate(subject: AdditionSubject): Finding[] {
  const { addition, additions = [], prefix, now } = subject;
  const efsId = serialEfsId(subject);
  if (!efsId || !addition.product || !isActive(addition, now)) return [];
  const others = additions.filter(
    (other) =>
      other.id !== addition.id &&
      other.product.id === addition.product?.id &&
      meantEfsId(other.serialNumber, prefix) === efsId &&
      isActive(other, now),
  );
  if (others.length === 0) return [];
  return [
    report('ADD-DUPLICATE', {
      where: additionPlace(subject, 'serialNumber'),
      message: `“${addition.product.identifier}” for ${efsId} stands on ${others.length + 1} active additions (also ${others.map(({ id }) => `addition ${id}`).join(', ')}): it is billed more than once.`,
      seen: others.length + 1,
      expected: 1,
    }),
  ];
}
