import type { BilledAmount, BilledMonthName } from '../../domain/billed-usage.ts';
import type { CustomerBilling } from '../../domain/billing-view.ts';
import { todayIn } from '../../domain/calendar-day.ts';
import { crossReferencedProducts } from '../../domain/cross-referenced-product.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import { type InvoicedLines, lastInvoiced } from '../../domain/invoiced-figure.ts';
import { isActive, onRunningAgreements } from '../../domain/rules/addition/addition-subject.ts';
import { type ComparedAddition, threeWay } from '../../domain/three-way.ts';
import { sentence } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import type { EngineDeps } from '../engine-api.ts';
import { billedOfCustomer } from '../read/billed-figures.ts';
import { monthView } from '../read/billed-usage.ts';
import { linkIn } from '../read/company-links.ts';
import { factsForView } from '../read/facts.ts';
import { invoicedLines } from '../read/invoiced-lines.ts';
import { lastObserved } from '../read/last-observed.ts';
import type { Observation } from '../read/observation.ts';
import { knownCustomers } from '../read/portal-customers.ts';

/**
 * What the vendor bills of a customer, beside its devices and the additions of its company (`threeWay`). Devices and agreements
 * are those of the last look where there was one. A side that cannot be read is named in the notes, and hides nothing of the others.
 */
export async function customerBilling(deps: EngineDeps, customerId: string): Promise<Result<CustomerBilling>> {
  const notes: string[] = [];
  const { sides, failure } = await factsForView(deps, [customerId], false);
  const facts = sides[0]?.facts ?? undefined;
  if (failure) notes.push(sentence(failure));
  const customer = facts?.customer ?? (await knownCustomers(deps)).find(({ id }) => id === customerId);
  const name = customer?.name ?? `Customer ${customerId}`;
  const billed = await billedOfCustomer(deps, { id: customerId, name }, 'read');
  notes.push(...billed.flatMap(({ skipped }) => skipped.map(({ path, why }) => `${path}: ${why}`)));
  const agreed = await agreedFor(deps, customerId);
  if ('note' in agreed) notes.push(agreed.note);
  const observation = 'observation' in agreed ? agreed.observation : undefined;
  const read = observation && (await invoicedLines(deps, observation));
  const additions = observation ? additionsOf(deps, observation, customerId, read?.invoiced) : [];
  notes.push(...(read?.notes ?? []), ...withoutInvoice(additions));
  const amounts: Partial<Record<BilledMonthName, readonly BilledAmount[]>> = {};
  for (const one of billed) if (!one.month.failure) amounts[one.month.name] = one.amounts;
  return ok({
    customerId,
    customerName: name,
    months: billed.map(({ month }) => monthView(month)),
    lines: threeWay({ billed: amounts, accounts: facts?.accounts ?? [], additions }),
    ...(observation && { companyName: observation.company.name, additionsReadAt: observation.readAt }),
    ...(read?.invoiced && { invoicedAt: read.invoiced.readAt }),
    notes,
  });
}

/** The linked company as last seen, read where it was not. */
async function agreedFor(
  deps: EngineDeps,
  customerId: string,
): Promise<{ observation: Observation } | { note: string }> {
  const companyId = await deps.store.companyOfCustomer(customerId);
  if (companyId === undefined) return { note: NOT_LINKED };
  const observed = await lastObserved(deps, companyId);
  return observed.ok ? { observation: observed.value } : { note: sentence(observed.failure) };
}

const NOT_LINKED = 'The customer is not linked to one company, so its agreements are not compared.';

/** `reason`: why there is no invoiced figure although invoices were read. */
type AdditionWithReason = ComparedAddition & { reason?: string };

/** Additions that are billed today and whose serial number is the customer's EFS id. */
function additionsOf(
  { settings, clock }: Pick<EngineDeps, 'settings' | 'clock'>,
  observation: Observation,
  customerId: string,
  invoiced: InvoicedLines | undefined,
): AdditionWithReason[] {
  const { additions, agreements, setup, timeZone } = observation;
  const today = todayIn(clock(), timeZone);
  const products = crossReferencedProducts(setup, settings);
  const number = linkIn(observation, customerId).efsNumber;
  const own = onRunningAgreements(additions, agreements, today).filter((addition) => {
    const serial = readEfsId(addition.serialNumber, settings.prefix);
    return serial.ok && serial.customerId === number && isActive(addition, today);
  });
  const hasSeveral = new Set(own.map(({ agreementId }) => agreementId)).size > 1;
  return own.map((addition) => {
    const agreement = agreements.find(({ id }) => id === addition.agreementId);
    const name = addition.description || addition.product.identifier;
    const found = invoiced && lastInvoiced(addition, additions, invoiced, settings.prefix);
    return {
      label: hasSeveral && agreement ? `${name} (${agreement.name})` : name,
      services: products.filter(({ productId }) => productId === addition.product.id).map(({ service }) => service),
      quantity: addition.quantity,
      lessIncluded: addition.lessIncluded,
      ...(found && ('reason' in found ? { reason: found.reason } : { invoiced: found })),
    };
  });
}

/** A note for each reason why additions have no invoiced figure. */
function withoutInvoice(additions: readonly AdditionWithReason[]): string[] {
  const byReason = Map.groupBy(additions, ({ reason }) => reason);
  return [...byReason].flatMap(([reason, some]) =>
    reason === undefined
      ? []
      : `No invoiced quantity for ${some.map(({ label }) => literalText(label)).join(', ')}: ${reason}`,
  );
}
