import type { Finding } from '../../finding.ts';
import type { SetupService } from '../../setup-context.ts';
import { report } from '../report.ts';
import { type CrossReferencesSubject, meantService, serviceLabel } from './setup-subject.ts';

/**
 * SET-XREF-MISSING: services that are switched on and that no row means. One switch covers several services, and few companies
 * sell them all: where one of a switch is billed, only those with a chosen product are missed. What the stored cross-references name
 * does not count: this list is newer than they are. One finding, so that a new list is not flooded.
 */
export function setXrefMissing({ context, rows }: CrossReferencesSubject): Finding[] {
  const { services } = context;
  const meant = new Set(rows.map((row) => meantService(context, row)?.id));
  const isChosen = ({ product }: SetupService): boolean => product?.isChosen === true;
  const billed = new Set(
    services.filter((service) => meant.has(service.id) || isChosen(service)).map(({ toggle }) => toggle),
  );
  const missing = services.filter((service) => {
    if (!service.enabled || meant.has(service.id)) return false;
    // A service that the user defined is billed by its chosen product alone.
    return service.toggle === null ? !isChosen(service) : isChosen(service) || !billed.has(service.toggle);
  });
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
