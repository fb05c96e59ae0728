import { moneyEffect } from '../../domain/billing.ts';
import type { Change, Skipped } from '../../domain/change.ts';
import type { Addition, Agreement } from '../../domain/connectwise-records.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import { doubtOf, guardQuantity } from '../../domain/guard-rules.ts';
import { invoiceDescription as describe } from '../../domain/invoice-description.ts';
import { moneyTerms } from '../../domain/money-sentence.ts';
import { quantitiesOf, traceOf } from '../../domain/quantity.ts';
import {
  type AdditionSubject,
  additionLabel,
  crossReferencesOf,
  onRunningAgreements,
  reliedUpon,
} from '../../domain/rules/addition/addition-subject.ts';
import { usageQuantity, whyNotMeasured } from '../../domain/rules/addition/measured-quantity.ts';
import { fittingReferences, whyNotUpdated } from '../../domain/rules/addition/why-not-updated.ts';
import type { JsonValue } from '../../shared/json.ts';
import { numberValue } from '../../shared/text-values.ts';
import { incompleteOf } from '../read/unreadable.ts';
import { differing, EMPTY, join, type PlanInput, type PlannedCustomer, type SyncPlan } from './plan-input.ts';

/**
 * Sync "agreement parts" (docs/reference/setup-guides.md#company-step-2): on every addition whose serial number is an
 * EFS id of the company and whose product a cross-reference names, the total quantity and, where switched on, the
 * invoice description. Nothing else of an addition is ever written: price, cost, product, less included, dates and bill
 * flag stay the user's.
 */
export function planAgreementParts(input: PlanInput): SyncPlan {
  const { syncedParts } = input.settings;
  if (!syncedParts.agreementParts && !syncedParts.invoiceDescriptions)
    return skip('Agreement additions', 'Updating them is switched off in the settings.');
  const { additions, agreements } = input.observation;
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const billed = onRunningAgreements(additions, agreements, input.today);
  return join(additions.map((addition) => planAddition(input, addition, byId.get(addition.agreementId), billed)));
}

function planAddition(
  input: PlanInput,
  addition: Addition,
  agreement: Agreement | undefined,
  additions: readonly Addition[],
): SyncPlan {
  const { products, settings, now, today } = input;
  const { agreements, timeZone } = input.observation;
  const incomplete = incompleteOf(input.observation);
  const subject: AdditionSubject = {
    prefix: settings.prefix,
    addition,
    additions,
    agreements,
    products,
    flatFeeProducts: settings.flatFeeProducts,
    now,
    today,
    ...(timeZone && { timeZone }),
    ...(agreement && { agreement }),
    ...(incomplete && { incomplete }),
  };
  const serial = readEfsId(addition.serialNumber, settings.prefix);
  // Lines that have nothing to do with backup are no business of ours, not even to mention.
  if (!serial.ok && !(crossReferencesOf(subject)?.length && addition.serialNumber)) return EMPTY;
  const label = additionLabel(subject);
  if (!serial.ok) return skip(label, `${serial.message} Correct the serial number first.`);
  const customer = input.customers.find((known) => known.efsNumber === serial.customerId);
  if (!customer) {
    const unread = incomplete?.entries ? ' A managed-id entry of the company could not be read.' : '';
    return skip(label, `${serial.id} is no managed id of this company that can be updated.${unread}`);
  }
  const why = whyNotUpdated(subject);
  if (why) return skip(label, why);

  const references = fittingReferences(subject);
  const serviceUsage = quantitiesOf(input.measured[customer.efsNumber] ?? []);
  const measured = usageQuantity(references, serviceUsage);
  if (!measured) return skip(label, whyNotMeasured(references, serviceUsage));
  return planLine({ input, addition, agreement, label, customer, measured });
}

interface Line {
  input: PlanInput;
  addition: Addition;
  agreement: Agreement | undefined;
  label: string;
  customer: PlannedCustomer;
  measured: NonNullable<ReturnType<typeof usageQuantity>>;
}

function planLine({ input, addition, agreement, label, customer, measured }: Line): SyncPlan {
  const { settings, now, observation } = input;
  const ids = new Set(measured.services.map(({ id }) => id));
  const services = (input.measured[customer.efsNumber] ?? []).filter(({ service }) => ids.has(service.id));
  const quantity = settings.syncedParts.agreementParts ? measured.quantity : undefined;
  const invoiceDescription = settings.syncedParts.invoiceDescriptions
    ? describe(
        {
          addition,
          currency: agreement?.currency,
          services,
          total: measured.quantity,
        },
        settings,
      )
    : undefined;
  const values: Record<string, JsonValue | undefined> = { quantity, invoiceDescription };
  const fields = differing(addition, values);
  if (!fields.length) return EMPTY;

  const changesQuantity = fields.some((field) => field.field === 'quantity');
  const doubts = input.doubts[customer.efsNumber];
  // A description names the same accounts and totals as the quantity.
  const guard = changesQuantity
    ? guardQuantity({
        addition,
        services: measured.services,
        billed: measured.billed,
        to: measured.quantity,
        agreement,
        now,
        timeZone: observation.timeZone,
        limits: settings.guards,
        doubts,
      })
    : doubtOf(measured.billed, doubts);
  const names = measured.services.map((service) => service.title).join(', ');
  const change: Change = {
    id: `agreement-parts/addition/${observation.company.id}/${addition.agreementId}/${addition.id}`,
    part: 'agreement-parts',
    resource: 'addition',
    op: 'update',
    ref: { companyId: observation.company.id, agreementId: addition.agreementId, id: addition.id },
    label,
    fields,
    preconditions: reliedUpon(addition),
    reason: `The portal measures ${numberValue(measured.quantity)} for ${names} of ${customer.efsId}.`,
    measured: services.map((service) => traceOf(service, customer.facts, settings)),
    ...(changesQuantity && { money: moneyEffect(addition, measured.quantity, moneyTerms(agreement)) }),
    ...(guard && { guard }),
  };
  return { changes: [change], skipped: [] };
}

function skip(label: string, why: string): SyncPlan {
  const alone: Skipped = { part: 'agreement-parts', label, why };
  return { changes: [], skipped: [alone] };
}
