import type { ManagedIdEntry } from '../domain/connectwise-records.ts';
import { isActive, onRunningAgreements } from '../domain/rules/addition-subject.ts';
import type { AdditionContext, ManagedIdContext } from '../domain/views.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { isoTime, MINUTE } from '../shared/time.ts';
import { cachedEntries } from './cached-entries.ts';
import { checkCompany, namedCustomers, oldest } from './check-company.ts';
import { crossReferencedProducts } from './cross-referenced-products.ts';
import { customerIdsOf } from './efs-ids-of.ts';
import type { EngineDeps } from './engine-api.ts';
import { measuresOf } from './measures.ts';
import { customersAmong } from './portal-customers.ts';
import { incompleteOf } from './unreadable.ts';

/** Entries and lines beside the one that is typed: older ones would bring up problems that are mended, or hide new ones. */
const COMPANY_AGE = 10 * MINUTE;

/** What the managed-id field's checks need besides what is typed. Without a company (set-up table): no entries. */
export async function managedIdContext(deps: EngineDeps, companyId: number | null): Promise<Result<ManagedIdContext>> {
  let entries: ManagedIdEntry[] = [];
  let isComplete = true;
  if (companyId !== null) {
    const read = await cachedEntries(deps, companyId);
    if (!read.ok) return read;
    entries = read.value.rows;
    isComplete = read.value.unreadable.length === 0;
  }
  const context = await contextOf(deps, entries, customerIdsOf(entries, deps.settings.prefix));
  return ok({ ...context, ...(!isComplete && { incomplete: { entries: true as const } }) });
}

/** @param customerIds looked up again before the portal's customers are said to lack them. */
async function contextOf(
  deps: EngineDeps,
  entries: ManagedIdEntry[],
  customerIds: readonly string[],
): Promise<ManagedIdContext> {
  const { prefix, managementSolution } = deps.settings;
  // A portal that was never reached leaves the list empty: then the rules about unknown ids stay silent.
  const among = await customersAmong(deps, customerIds);
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
  const { observation, sides, sync } = checked.value;
  const context = await contextOf(deps, observation.entries, namedCustomers(observation, deps.settings.prefix));
  const now = deps.clock();
  const incomplete = incompleteOf(observation);
  return ok({
    ...context,
    ...(incomplete && { incomplete }),
    agreement: agreement.value,
    additions: onRunningAgreements(observation.additions, observation.agreements, now).filter((addition) =>
      isActive(addition, now),
    ),
    agreementAdditions: observation.additions.filter((addition) => addition.agreementId === agreementId),
    products: crossReferencedProducts(observation.setup, deps.settings),
    invoiceDescriptionsPushed: deps.settings.pushes.invoiceDescriptions,
    measures: measuresOf(sides, deps.settings, now),
    measuredAt: oldest(sides) ?? isoTime(now),
    guards: deps.settings.guards,
    driftTolerance: deps.settings.driftTolerance,
    flatFeeProducts: deps.settings.flatFeeProducts,
    ...(sync && { sync }),
  });
}
