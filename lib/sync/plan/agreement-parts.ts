import { moneyEffect } from '../../domain/billing.ts';
import type { Change, JsonValue, LeftAlone } from '../../domain/change.ts';
import type { Addition, Agreement } from '../../domain/connectwise-records.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import { guardQuantity } from '../../domain/guards.ts';
import { invoiceDescription as describe } from '../../domain/invoice-description.ts';
import { additionLabel, isActive, isFlatFee } from '../../domain/rules/addition-subject.ts';
import { measuredQuantity } from '../../domain/rules/measured-quantity.ts';
import type { CrossReferencedProduct } from '../../domain/views.ts';
import { differing, EMPTY, join, type PlanInput, type PlannedCustomer, type PushPlan } from './plan-input.ts';

/**
 * Push "agreement parts" (S15 p.18–19): on every addition whose serial number is an EFS id of the company and whose
 * product a cross-reference names, the total quantity and, where switched on, the invoice description. Nothing else of
 * an addition is ever written: price, cost, product, less included, dates and bill flag stay the person's.
 */
export function planAgreementParts(input: PlanInput): PushPlan {
  const { pushes } = input.settings;
  if (!pushes.agreementParts && !pushes.invoiceDescriptions) return EMPTY;
  const agreements = new Map(input.observation.agreements.map((agreement) => [agreement.id, agreement]));
  return join(
    input.observation.additions.map((addition) => planAddition(input, addition, agreements.get(addition.agreementId))),
  );
}

function planAddition(input: PlanInput, addition: Addition, agreement: Agreement | undefined): PushPlan {
  const references = input.products.filter((product) => product.productId === addition.product.id);
  const serial = readEfsId(addition.serialNumber, input.settings.prefix);
  // Lines that have nothing to do with backup are no business of ours, not even to mention.
  if (!serial.ok && !(references.length && addition.serialNumber)) return EMPTY;
  const label = additionLabel({ addition, ...(agreement && { agreement }), prefix: input.settings.prefix });
  const customer = serial.ok ? input.customers.find((known) => known.customerId === serial.customerId) : undefined;
  const why = serial.ok
    ? reasonToLeave(input, addition, agreement, references, customer)
    : `${serial.message} Correct the serial number first.`;
  if (why || !customer) return left(label, why ?? 'The serial number names no customer of this company.');

  const rows = references.filter((row) => fits(row, agreement));
  const measured = measuredQuantity(rows, input.measures[customer.customerId]);
  if (!measured)
    return left(label, 'The portal measures nothing that this product bills, or measures it in different units.');
  return planLine({ input, addition, agreement, label, customer, measured });
}

/** Why an addition with a good serial number is not written, if so. */
function reasonToLeave(
  input: PlanInput,
  addition: Addition,
  agreement: Agreement | undefined,
  references: readonly CrossReferencedProduct[],
  customer: PlannedCustomer | undefined,
): string | undefined {
  if (!customer) return `${addition.serialNumber} is no managed id of this company that can be updated.`;
  if (!isActive(addition, input.now)) return 'The addition is cancelled.';
  if (!references.length) return 'No cross-reference names its product.';
  if (isFlatFee({ addition, prefix: input.settings.prefix })) return 'It is a flat fee: its quantity is the person’s.';
  if (!references.some((row) => row.toggledOn)) return 'Its service is switched off in the settings.';
  if (!agreement || agreement.cancelledFlag || agreement.agreementStatus !== 'Active') {
    return `The agreement is ${(agreement?.agreementStatus ?? 'unknown').toLowerCase()}.`;
  }
  const fitting = references.filter((row) => fits(row, agreement));
  if (!fitting.length) {
    const types = [...new Set(references.map((row) => row.agreementTypeName))].join(', ');
    return `The cross-reference is for agreements of the type ${types}; this one is of the type ${agreement.type.name}.`;
  }
  const twins = input.observation.additions.filter(
    (other) =>
      other.id !== addition.id &&
      other.product.id === addition.product.id &&
      other.serialNumber === addition.serialNumber &&
      isActive(other, input.now),
  );
  if (twins.length) return 'Another active addition has the same product and serial number: it would be billed twice.';
  return undefined;
}

function fits(row: CrossReferencedProduct, agreement: Agreement | undefined): boolean {
  return row.agreementTypeId === null || row.agreementTypeId === agreement?.type.id;
}

interface Line {
  input: PlanInput;
  addition: Addition;
  agreement: Agreement | undefined;
  label: string;
  customer: PlannedCustomer;
  measured: NonNullable<ReturnType<typeof measuredQuantity>>;
}

function planLine({ input, addition, agreement, label, customer, measured }: Line): PushPlan {
  const { settings, now, observation } = input;
  const quantity = settings.pushes.agreementParts ? measured.quantity : undefined;
  const invoiceDescription = settings.pushes.invoiceDescriptions
    ? describe(
        customer.facts.accounts,
        measured.services.map(({ id }) => id),
        settings,
        now,
      )
    : undefined;
  const values: Record<string, JsonValue | undefined> = { quantity, invoiceDescription };
  const fields = differing(addition, values);
  if (!fields.length) return EMPTY;

  const changesQuantity = fields.some((field) => field.field === 'quantity');
  const guard = changesQuantity
    ? guardQuantity({
        addition,
        services: measured.services,
        to: measured.quantity,
        agreement,
        now,
        limits: settings.guards,
      })
    : undefined;
  const names = measured.services.map((service) => service.title).join(', ');
  const change: Change = {
    id: `agreement-parts/addition/${observation.company.id}/${addition.agreementId}/${addition.id}`,
    push: 'agreement-parts',
    resource: 'addition',
    op: 'update',
    ref: { companyId: observation.company.id, agreementId: addition.agreementId, id: addition.id },
    label,
    fields,
    reason: `The portal measures ${measured.quantity} for ${names} of ${customer.efsId}.`,
    ...(changesQuantity && { money: moneyEffect(addition, measured.quantity) }),
    ...(guard && { guard }),
  };
  return { changes: [change], leftAlone: [] };
}

function left(label: string, why: string): PushPlan {
  const alone: LeftAlone = { push: 'agreement-parts', label, why };
  return { changes: [], leftAlone: [alone] };
}
