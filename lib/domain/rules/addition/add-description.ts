import type { Finding } from '../../finding.ts';
import { report } from '../report.ts';
import { type AdditionSubject, additionPlace, concernsBackup } from './addition-subject.ts';

/**
 * ADD-DESCRIPTION: nobody writes the invoice description: it is blank, and descriptions are not synced
 * (docs/reference/setup-guides.md#company-step-2, point g).
 */
export function addDescription(subject: AdditionSubject): Finding[] {
  const { invoiceDescription } = subject.addition;
  if (subject.invoiceDescriptionsSynced !== false || invoiceDescription === undefined) return [];
  if (invoiceDescription.trim() !== '' || !concernsBackup(subject)) return [];
  return [
    report('ADD-DESCRIPTION', {
      where: additionPlace(subject, 'invoiceDescription'),
      message:
        'The invoice description is blank, and the sync does not write descriptions; enter what the invoice should say.',
      seen: invoiceDescription,
      expected: 'a description for the invoice',
    }),
  ];
}
