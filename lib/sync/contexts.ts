import type { ManagedIdEntry } from '../domain/connectwise-records.ts';
import { isActive, onRunningAgreements } from '../domain/rules/addition-subject.ts';
import type { AdditionContext, ManagedIdContext } from '../domain/views.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { isoTime, MINUTE } from '../shared/time.ts';
import { cachedEntries } from './cached-entries.ts';
import { checkCompany, oldest } from './check-company.ts';
import { crossReferencedProducts } from './cross-referenced-products.ts';
import type { EngineDeps } from './engine-api.ts';
import { measuresOf } from './measures.ts';
import { portalCustomers } from './portal-customers.ts';
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
  // A portal that is down leaves the list empty: then the rules about unknown ids stay silent.
  const customers = await portalCustomers(deps);
  return ok({
    prefix: deps.settings.prefix,
    managementSolution: deps.settings.managementSolution,
    entries,
    customers: customers.ok ? customers.value : [],
    ...(!isComplete && { incomplete: { entries: true as const } }),
  });
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
  const { observation, sides } = checked.value;
  const context = await managedIdContext(deps, null);
  if (!context.ok) return context;
  const now = deps.clock();
  const incomplete = incompleteOf(observation);
  return ok({
    ...context.value,
    ...(incomplete && { incomplete }),
    entries: observation.entries,
    agreement: agreement.value,
    additions: onRunningAgreements(observation.additions, observation.agreements, now).filter((addition) =>
      isActive(addition, now),
    ),
    agreementAdditions: observation.additions.filter((addition) => addition.agreementId === agreementId),
    products: crossReferencedProducts(observation.setup, deps.settings),
    invoiceDescriptionsPushed: deps.settings.pushes.invoiceDescriptions,
    measures: measuresOf(sides, deps.settings, now),
    measuredAt: oldest(sides) ?? isoTime(now),
  });
}
