import { todayIn } from '../../domain/calendar-day.ts';
import { crossReferencedProducts } from '../../domain/cross-referenced-product.ts';
import { moneyTotals } from '../../domain/money-sentence.ts';
import { quantitiesOf } from '../../domain/quantity.ts';
import { type CustomerUsage, type Reconciliation, reconcile } from '../../domain/reconciliation.ts';
import { type Failure, sentence } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import { oldest } from '../check/findings-of.ts';
import type { EngineDeps } from '../engine-api.ts';
import { doubtsOf, measuredOf } from '../plan/measures.ts';
import { efsIdOf } from '../plan/plan-input.ts';
import { whyNotPlanned } from '../plan/why-not-planned.ts';
import { linkIn } from '../read/company-links.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { factsForView, type PortalSide } from '../read/facts.ts';
import { invoicedLines } from '../read/invoiced-lines.ts';
import { lastObserved } from '../read/last-observed.ts';
import type { Observation } from '../read/observation.ts';
import { incompleteOf } from '../read/unreadable.ts';

/**
 * What a company is billed, beside what it should be and what was last invoiced (`reconcile`). Both sides are as last read; only
 * ConnectWise's records of the company must be there. What else cannot be read is named in the notes.
 */
export async function reconciliation(deps: EngineDeps, companyId: number): Promise<Result<Reconciliation>> {
  const observed = await lastObserved(deps, companyId);
  if (!observed.ok) return observed;
  const observation = observed.value;
  const { company, additions, agreements, setup, timeZone, readAt } = observation;
  const { sides, failure } = await factsForView(deps, observation.customerIds, false);
  const { invoiced, notes } = await invoicedLines(deps, observation);
  const now = deps.clock();
  const incomplete = incompleteOf(observation);
  const rows = reconcile({
    companyId,
    customers: customersOf(deps, observation, sides, failure),
    additions,
    agreements,
    products: crossReferencedProducts(setup, deps.settings),
    prefix: deps.settings.prefix,
    flatFeeProducts: deps.settings.flatFeeProducts,
    now,
    today: todayIn(now, timeZone),
    timeZone,
    incomplete,
    invoiced,
  });
  const factsAt = oldest(sides);
  return ok({
    companyId,
    companyName: company.name,
    rows,
    totals: moneyTotals(rows.flatMap(({ money }) => money ?? [])),
    readAt,
    ...(factsAt && { factsAt }),
    ...(invoiced && { invoicedAt: invoiced.readAt }),
    notes: [...(failure ? [sentence(failure)] : []), ...(incomplete ? [INCOMPLETE] : []), ...notes],
  });
}

const INCOMPLETE = 'Some records of the company could not be read, so lines may be missing here.';

/** One for each EFS id on the company's entries, by its number. */
function customersOf(
  { settings, clock }: EngineDeps,
  observation: Observation,
  sides: readonly PortalSide[],
  failure: Failure | undefined,
): Record<string, CustomerUsage> {
  const customers: Record<string, CustomerUsage> = {};
  for (const number of customerIdsOf(observation.entries, settings.prefix))
    customers[number] = { reason: `No customer of the portal is linked to ${efsIdOf(number, settings)}.` };
  for (const customerId of observation.customerIds) {
    const { efsNumber } = linkIn(observation, customerId);
    if (efsNumber !== null) customers[efsNumber] = { reason: failure?.message ?? 'The portal was not asked.' };
  }
  const planned = sides.filter((side) => whyNotPlanned(side, observation, settings) === undefined);
  const measured = measuredOf(planned, settings, observation, clock());
  const doubts = doubtsOf(planned, settings, observation, clock());
  for (const side of sides) {
    const { efsNumber } = linkIn(observation, side.customerId);
    if (efsNumber === null) continue;
    const reason = whyNotPlanned(side, observation, settings);
    customers[efsNumber] =
      reason === undefined
        ? { usage: quantitiesOf(measured[efsNumber] ?? []), doubts: doubts[efsNumber] ?? {} }
        : { reason };
  }
  return customers;
}
