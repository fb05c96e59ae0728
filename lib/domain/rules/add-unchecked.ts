import { endOf } from '../agreement-state.ts';
import type { Finding } from '../finding.ts';
import { SERVICES } from '../service.ts';
import {
  type AdditionSubject,
  additionPlace,
  crossReferencesOf,
  isActive,
  isFlatFee,
  serialEfsId,
  todayOf,
} from './addition-subject.ts';
import { report } from './report.ts';
import { fittingReferences } from './why-not-updated.ts';

/** ADD-UNCHECKED: the product's services are switched off, so its quantity is neither compared nor updated. Silence would read as "right". */
export function addUnchecked(subject: AdditionSubject): Finding[] {
  const { addition, agreement, agreements } = subject;
  const today = todayOf(subject);
  const references = fittingReferences(subject);
  if (!serialEfsId(subject) || !crossReferencesOf(subject)?.length || isFlatFee(subject)) return [];
  if (!references.length || references.some(({ toggledOn }) => toggledOn)) return [];
  if (!isActive(addition, today) || (agreement && endOf(agreement, today, agreements))) return [];
  const ids = new Set(references.map(({ service }) => service));
  const titles = SERVICES.filter(({ id }) => ids.has(id)).map(({ title }) => title);
  return [
    report('ADD-UNCHECKED', {
      where: additionPlace(subject, 'quantity'),
      message: `Not checked: ${titles.join(', ')} ${titles.length === 1 ? 'is' : 'are'} switched off in Services & products.`,
      seen: addition.quantity ?? null,
      expected: null,
    }),
  ];
}
