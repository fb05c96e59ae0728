import type { Change } from '../../domain/change.ts';
import type { ConfigurationType } from '../../domain/connectwise-records.ts';
import type { Guard } from '../../domain/guard.ts';
import { doubtOf } from '../../domain/guard-rules.ts';
import { licenseText } from '../../domain/license-text.ts';
import { type MeasuredService, traceOf } from '../../domain/quantity.ts';
import type { Service } from '../../domain/service.ts';
import { numberValue } from '../../shared/text-values.ts';
import { LICENSE, licenseServices, typeNamed } from '../read/configuration-type.ts';
import { differing, EMPTY, join, type PlanInput, type PlannedCustomer, type SyncPlan } from './plan-input.ts';
import {
  configurationChange,
  configurationsOf,
  skippedDuplicates,
  whyLeft,
  whyNoType,
} from './stored-configuration.ts';

/**
 * Sync "backup statistics" of license services (docs/reference/rules.md#license-configurations): one configuration of the type
 * License per customer and service, found by its device identifier `<EFS id>:<service id>`, made when there is a quantity.
 */
export function planLicenseConfigurations(input: PlanInput): SyncPlan {
  if (!input.settings.syncedParts.backupStatistics) return EMPTY;
  const services = licenseServices(input.settings);
  const type = typeNamed(input.observation.setup, LICENSE);
  if (type && !type.inactiveFlag) {
    return join(
      input.customers.flatMap((customer) => services.map((service) => planLicense(input, customer, service, type))),
    );
  }
  const isUsed = input.customers.some((customer) =>
    services.some((service) => (measuredOf(input, customer, service)?.quantity ?? 0) > 0),
  );
  return isUsed ? skip('License configurations', whyNoType(input, LICENSE)) : EMPTY;
}

function planLicense(input: PlanInput, customer: PlannedCustomer, service: Service, type: ConfigurationType): SyncPlan {
  const deviceIdentifier = `${customer.efsId}:${service.id}`;
  const label = `${service.title} of ${customer.efsId}`;
  const found = configurationsOf(input, LICENSE, deviceIdentifier);
  const [stored] = found;
  const duplicates = skippedDuplicates(found, 'service', label);
  const measured = measuredOf(input, customer, service);
  if (!stored && !measured?.quantity) return EMPTY;
  const why = measured
    ? whyLeft(input, stored)
    : `The portal does not report it, so configuration ${stored?.id} stays as it is.`;
  if (why || !measured) return join([skip(label, why ?? ''), { changes: [], skipped: duplicates }]);

  const vendorNotes = licenseText(measured, input.settings);
  const created = { name: service.title, type: { id: type.id, name: type.name }, deviceIdentifier };
  const fields = differing(stored, stored ? { vendorNotes } : { ...created, vendorNotes });
  if (!fields.length) return { changes: [], skipped: duplicates };
  const { id: companyId } = input.observation.company;
  const guard = doubtOf([service], input.doubts[customer.efsNumber]) ?? guardZero(measured, stored?.vendorNotes);
  const change: Change = {
    id: `backup-statistics/license/${companyId}/${deviceIdentifier}`,
    ...configurationChange(input, stored, deviceIdentifier),
    label,
    fields,
    reason: `The portal measures ${numberValue(measured.quantity)} for ${label}.`,
    measured: [traceOf(measured, customer.facts, input.settings)],
    ...(guard && { guard }),
  };
  return { changes: [change], skipped: duplicates };
}

/** What is no valid quantity counts as not reported. */
function measuredOf(input: PlanInput, { efsNumber }: PlannedCustomer, { id }: Service): MeasuredService | undefined {
  const isValid = (quantity: number) => Number.isFinite(quantity) && quantity >= 0;
  return input.measured[efsNumber]?.find(({ service, quantity }) => service.id === id && isValid(quantity));
}

/** As of a quantity that is billed: usage that vanishes is more often a portal's gap than a customer's. */
function guardZero({ quantity }: MeasuredService, stored: string | undefined): Guard | undefined {
  if (quantity !== 0 || !stored) return undefined;
  return { code: 'GUARD-ZERO', message: 'The quantity would drop to zero.' };
}

function skip(label: string, why: string): SyncPlan {
  return { changes: [], skipped: [{ part: 'backup-statistics', label, why }] };
}
