import type { Finding } from '../../finding.ts';
import { SERVICES, type Service } from '../../service.ts';
import { report } from '../report.ts';
import { type CrossReferencesSubject, meantService, serviceLabel } from './setup-subject.ts';

/**
 * SET-XREF-MISSING: services that are switched on and that no row means. One switch covers several services, and few companies
 * sell them all: where one of a switch is billed, only those with a chosen product are missed. What the stored cross-references name
 * does not count: this list is newer than they are. One finding, so that a new list is not flooded.
 */
export function setXrefMissing({ context, rows }: CrossReferencesSubject): Finding[] {
  const meant = new Set(rows.map((row) => meantService(row)?.id));
  const known = new Map(context.services.map((entry) => [entry.service, entry]));
  const isChosen = ({ id }: Service): boolean => known.get(id)?.product?.isChosen === true;
  const billed = new Set(
    SERVICES.filter((service) => meant.has(service.id) || isChosen(service)).map(({ toggle }) => toggle),
  );
  const missing = SERVICES.filter(
    (service) =>
      known.get(service.id)?.enabled && !meant.has(service.id) && (isChosen(service) || !billed.has(service.toggle)),
  );
  if (missing.length === 0) return [];
  const labels = missing.map(serviceLabel);
  return [
    report('SET-XREF-MISSING', {
      where: { resource: 'cross-reference' },
      message: `Switched on in the options, but without a cross-reference: ${labels.join('; ')}. Add ${labels.length === 1 ? 'it' : 'them'} here.`,
      seen: rows.length,
      expected: labels,
    }),
  ];
}
