import type { Finding } from '../finding.ts';
import { SERVICES } from '../service.ts';
import { report } from './report.ts';
import { type CrossReferencesSubject, meantService, serviceLabel } from './setup-subject.ts';

/** SET-XREF-MISSING: services that are switched on and that no row means. One finding, so that a new list is not flooded. */
export function setXrefMissing({ context, rows }: CrossReferencesSubject): Finding[] {
  const meant = new Set(rows.map((row) => meantService(row)?.id));
  const missing = SERVICES.filter(({ id }) =>
    context.services.some(({ service, enabled }) => enabled && service === id && !meant.has(id)),
  );
  if (missing.length === 0) return [];
  const labels = missing.map(serviceLabel);
  return [
    report('SET-XREF-MISSING', {
      where: { resource: 'cross-reference' },
      message: `Missing, though switched on in the options: ${labels.join('; ')}.`,
      seen: rows.length,
      expected: labels,
    }),
  ];
}
