import { todayIn } from '../../domain/calendar-day.ts';
import type { Company, ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { crossReferencedProducts } from '../../domain/cross-referenced-product.ts';
import type { AdditionContext, ManagedIdContext } from '../../domain/entry-context.ts';
import type { Guard } from '../../domain/guard.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { isActive, onRunningAgreements } from '../../domain/rules/addition/addition-subject.ts';
import { mayBeSameName } from '../../domain/same-name.ts';
import type { UsageDoubts } from '../../domain/usage-doubts.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { doubtsOf, measuredOf, usageIn } from '../plan/measures.ts';
import { cachedEntries } from '../read/cached-entries.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { companyKey } from '../read/live-companies.ts';
import { type CustomersAmong, customersAmong } from '../read/portal-customers.ts';
import { incompleteOf } from '../read/unreadable.ts';
import { checkCompany, customersByNumber } from './check-company.ts';
import { namedCustomers, oldest } from './findings-of.ts';

/** Entries and lines beside the one that is typed: older ones would bring up problems that are fixed, or hide new ones. */
const COMPANY_AGE = 10 * MINUTE;

/**
 * Returns what the managed-id field's checks need besides what is typed. Without a company (set-up table): no entries.
 */
export async function managedIdContext(deps: EngineDeps, companyId: number | null): Promise<Result<ManagedIdContext>> {
  let entries: ManagedIdEntry[] = [];
  let isComplete = true;
  if (companyId !== null) {
    const read = await cachedEntries(deps, companyId);
    if (!read.ok) return read;
    entries = read.value.rows;
    isComplete = read.value.unreadable.length === 0;
  }
  const name = companyId === null ? undefined : (await deps.store.cached<Company>(companyKey(companyId)))?.value?.name;
  const named = customerIdsOf(entries, deps.settings.prefix);
  const among = linksByManagedId(deps.portal)
    ? await customersAmong(deps, named)
    : // Numbers in ConnectWise are none of this portal's: none is right or wrong.
      ok<CustomersAmong>({ customers: [], unsure: named });
  const context = contextOf(deps, entries, { among, ids: named, companyName: name });
  return ok({ ...context, ...(!isComplete && { incomplete: { entries: true as const } }) });
}

/** What a context says of the portal's customers: those that are named, and those of the company's own name. */
interface Named {
  among: Result<CustomersAmong>;
  ids: readonly string[];
  companyName: string | undefined;
}

function contextOf(
  { settings }: Pick<EngineDeps, 'settings'>,
  entries: ManagedIdEntry[],
  { among, ids: customerIds, companyName }: Named,
): ManagedIdContext {
  const { prefix, managementSolution } = settings;
  // A portal that was never reached leaves the list empty: then the rules about unknown ids stay silent.
  const { customers, unsure } = among.ok ? among.value : { customers: [], unsure: [] };
  const ids = new Set(customerIds);
  const own = customers.filter(
    ({ id, name }) => ids.has(id) || (companyName !== undefined && mayBeSameName(name, companyName)),
  );
  const known = new Set(own.map(({ id }) => id));
  const absent = among.ok ? customerIds.filter((id) => !known.has(id) && !unsure.includes(id)) : [];
  return {
    prefix,
    managementSolution,
    entries,
    customers: own,
    canSearch: among.ok && customers.length > 0,
    ...(unsure.length && { unsureCustomers: unsure }),
    ...(absent.length && customers.length && { absentCustomers: absent }),
  };
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
  const context = contextOf(deps, observation.entries, {
    among: await customersByNumber(deps, observation),
    ids: namedCustomers(observation, deps.settings.prefix),
    companyName: observation.company.name,
  });
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
    serviceUsage: usageIn(measuredOf(comparable, deps.settings, observation, now)),
    doubts: withoutNames(doubtsOf(comparable, deps.settings, observation, now)),
    measuredAt: oldest(sides) ?? isoTime(now),
    guards: deps.settings.guards,
    driftTolerance: deps.settings.driftTolerance,
    flatFeeProducts: deps.settings.flatFeeProducts,
    ...(sync && { sync }),
  });
}

/** ConnectWise's pages get no names of accounts: what could not be read is named in the panel. */
function withoutNames(doubts: Record<string, UsageDoubts>): Record<string, UsageDoubts> {
  const general = (guard: Guard): Guard =>
    guard.code === 'GUARD-INCOMPLETE' ? { ...guard, message: INCOMPLETE_IN_PAGES } : guard;
  return Object.fromEntries(
    Object.entries(doubts).map(([customer, ofServices]) => [
      customer,
      Object.fromEntries(
        Object.entries(ofServices).flatMap(([service, guard]) => (guard ? [[service, general(guard)]] : [])),
      ),
    ]),
  );
}

const INCOMPLETE_IN_PAGES =
  'The portal’s answer was not understood in full, so the usage may be higher. The panel names it.';
