import { todayIn } from '../../domain/calendar-day.ts';
import type { ManagedIdEntry } from '../../domain/connectwise-records.ts';
import type { AdditionContext, ManagedIdContext } from '../../domain/entry-context.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { isActive, onRunningAgreements } from '../../domain/rules/addition/addition-subject.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { doubtsOf, serviceUsageOf } from '../plan/measures.ts';
import { cachedEntries } from '../read/cached-entries.ts';
import { crossReferencedProducts } from '../read/cross-referenced-products.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { type CustomersAmong, customersAmong } from '../read/portal-customers.ts';
import { incompleteOf } from '../read/unreadable.ts';
import { checkCompany, customersByNumber, oldest } from './check-company.ts';

/** Entries and lines beside the one that is typed: older ones would bring up problems that are fixed, or hide new ones. */
const COMPANY_AGE = 10 * MINUTE;

/**
 * Returns what the managed-id field's checks need besides what is typed. Without a company (set-up table): no entries.
 * @param customerId a typed one, looked up again before it may be called unknown.
 */
export async function managedIdContext(
  deps: EngineDeps,
  companyId: number | null,
  customerId?: string,
): Promise<Result<ManagedIdContext>> {
  let entries: ManagedIdEntry[] = [];
  let isComplete = true;
  if (companyId !== null) {
    const read = await cachedEntries(deps, companyId);
    if (!read.ok) return read;
    entries = read.value.rows;
    isComplete = read.value.unreadable.length === 0;
  }
  const entered = customerIdsOf(entries, deps.settings.prefix);
  const named = customerId === undefined ? entered : [...entered, customerId];
  const among = linksByManagedId(deps.portal.kind)
    ? await customersAmong(deps, named)
    : // Numbers in ConnectWise are none of this portal's: none is right or wrong.
      ok<CustomersAmong>({ customers: [], unsure: named });
  const context = contextOf(deps, entries, among);
  return ok({ ...context, ...(!isComplete && { incomplete: { entries: true as const } }) });
}

function contextOf(
  { settings }: Pick<EngineDeps, 'settings'>,
  entries: ManagedIdEntry[],
  among: Result<CustomersAmong>,
): ManagedIdContext {
  const { prefix, managementSolution } = settings;
  // A portal that was never reached leaves the list empty: then the rules about unknown ids stay silent.
  const { customers, unsure } = among.ok ? among.value : { customers: [], unsure: [] };
  return { prefix, managementSolution, entries, customers, ...(unsure.length && { unsureCustomers: unsure }) };
}

/** What the addition form's checks need besides what is typed: agreement, company, measures. */
export async function additionContext(deps: EngineDeps, agreementId: number): Promise<Result<AdditionContext>> {
  const agreement = await deps.connectWise.agreement(agreementId);
  if (!agreement.ok) return agreement;
  if (!agreement.value) {
    return fail({
      code: 'not-found',
      message: `ConnectWise has no agreement with the id ${agreementId}.`,
      nextStep: 'Reload the page.',
    });
  }
  const checked = await checkCompany(deps, agreement.value.company.id, { refresh: false, maxAge: COMPANY_AGE });
  if (!checked.ok) return checked;
  const { observation, sides, comparable, sync } = checked.value;
  const context = contextOf(deps, observation.entries, await customersByNumber(deps, observation));
  const now = deps.clock();
  const today = todayIn(now, observation.timeZone);
  const incomplete = incompleteOf(observation);
  return ok({
    ...context,
    ...(incomplete && { incomplete }),
    agreement: agreement.value,
    agreements: observation.agreements,
    ...(observation.timeZone && { timeZone: observation.timeZone }),
    additions: onRunningAgreements(observation.additions, observation.agreements, today).filter((addition) =>
      isActive(addition, today),
    ),
    agreementAdditions: observation.additions.filter((addition) => addition.agreementId === agreementId),
    products: crossReferencedProducts(observation.setup, deps.settings),
    invoiceDescriptionsSynced: deps.settings.syncedParts.invoiceDescriptions,
    serviceUsage: serviceUsageOf(comparable, deps.settings, observation, now),
    doubts: doubtsOf(comparable, deps.settings, observation, now),
    measuredAt: oldest(sides) ?? isoTime(now),
    guards: deps.settings.guards,
    driftTolerance: deps.settings.driftTolerance,
    flatFeeProducts: deps.settings.flatFeeProducts,
    ...(sync && { sync }),
  });
}
