import type { CrossReference } from '../domain/connectwise-records.ts';
import {
  type CrossReferenceDraft,
  checkCrossReference,
  checkCrossReferences,
} from '../domain/rules/setup/setup-rules.ts';
import { meantService, serviceLabel } from '../domain/rules/setup/setup-subject.ts';
import { literalText } from '../shared/text-values.ts';
import { bad, type Check, ofFindings, passed, unreadable, waits } from './check.ts';
import { isSolutionToCreate } from './vendor-solution.ts';

/** A cross-reference for every enabled service, exactly as the guide's table has it. */
export const crossReferences: Check = {
  id: 'cross-references',
  area: 'billing',
  title: 'Cross-references',
  guide: 'figure-8',
  path: ['System', 'Setup Tables', 'Managed Devices Integration', 'Cross-References'],
  async run(reads) {
    const { settings } = reads;
    const [references, found] = await Promise.all([reads.crossReferences(), reads.context()]);
    if (!references.ok) return unreadable(references.failure);
    if (settings.managementSolution === '' && !(await isSolutionToCreate(reads))) {
      return waits('Not checked: no management solution is chosen.');
    }
    if (!found.ok) return unreadable(found.failure);
    const context = found.value;
    const services = context.services.filter(({ enabled }) => enabled);
    const values = services.map((service) => ({
      label: literalText(service.title),
      value: `${serviceLabel(service)}, Configuration Type “${service.configurationType}”`,
    }));
    if (!references.value) {
      return bad('failed', ['There are none: ConnectWise has no managed devices integration for them.'], {
        nextStep: 'Have both created.',
        fix: { kind: 'plan', label: 'Create the cross-references' },
        values,
      });
    }
    const rows = references.value.rows.filter(({ inactiveFlag }) => !inactiveFlag).map(draftOf);
    const faults = rows.flatMap((row) =>
      checkCrossReference(context, row).map(({ severity, message }) => ({
        severity,
        message: `${label(row)}: ${message}`,
      })),
    );
    const twice = checkCrossReferences(context, rows, false).filter(({ code }) => code === 'SET-XREF-DUPLICATE');
    const meant = new Map(rows.map((row) => [meantService(context, row)?.id, row]));
    const billed = new Set(services.filter(({ id }) => meant.has(id)).map(({ toggle }) => toggle));
    const missing = services.filter(({ id }) => !meant.has(id));
    const isBilledElse = ({ toggle, product }: (typeof missing)[number]) => billed.has(toggle) || product?.isChosen;
    const all = [
      ...without(
        'error',
        missing.filter((service) => !isBilledElse(service)),
      ),
      ...without('warning', missing.filter(isBilledElse)),
      ...faults,
      ...twice,
      ...references.value.unreadable.map(({ path }) => ({
        severity: 'warning' as const,
        message: `The cross-reference ${path} could not be read.`,
      })),
    ];
    const state = ofFindings(all);
    if (state === 'ok') return passed(`All {${services.length}} enabled services have their cross-reference.`);
    return bad(
      state,
      all.map(({ message }) => message),
      {
        nextStep: 'Have them created and corrected, or switch the services off that you do not sell.',
        fix: { kind: 'plan', label: missing.length ? 'Create the cross-references' : 'Fix the cross-references' },
        values,
      },
    );
  },
};

/** One sentence for all of them; what each is to say is among the values to copy. */
function without(
  severity: 'error' | 'warning',
  services: readonly { title: string; type: string; level: string }[],
): { severity: 'error' | 'warning'; message: string }[] {
  const [first, ...others] = services;
  if (!first) return [];
  const titles = services.map(({ title }) => literalText(title)).join(', ');
  const message = others.length
    ? `{${services.length}} services have no cross-reference: ${titles}.`
    : `${titles} has no cross-reference (${serviceLabel(first)}).`;
  return [{ severity, message }];
}

function draftOf(row: CrossReference): CrossReferenceDraft {
  return {
    type: row.vendorType,
    level: row.vendorLevel,
    configurationType: row.configurationType?.name ?? '',
    agreementType: row.agreementType?.name ?? '',
    product: row.product?.identifier ?? '',
  };
}

function label({ type = '', level = '' }: CrossReferenceDraft): string {
  return serviceLabel({ type: literalText(type), level: literalText(level) });
}
