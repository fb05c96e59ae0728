import { companyDefect } from '../../domain/company-status.ts';
import { type ExactMatch, type LinkConfirmation, linksByManagedId, nameEvidence } from '../../domain/link.ts';
import { confirmableMatches } from '../../domain/link-rows.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { companyNames } from '../read/company-names.ts';
import { companyStatuses, namesOfCompanies } from '../read/live-companies.ts';
import { customersAmong, portalCustomers } from '../read/portal-customers.ts';
import { forgetView } from '../read/view-cache.ts';

/** How many equal names were confirmed, and how many not, since the company is not active. */
export interface ConfirmedMatches {
  confirmed: number;
  skipped: number;
}

/**
 * A user says that a customer is the company's. Work that waited for it becomes due; nothing is written here. Failures: `not-found`
 * for a customer that the portal does not have, `rejected` for a company that is not active, `needs-user` where managed-ID entries
 * are what links and the company has none of the customer.
 */
export async function confirmLink(deps: EngineDeps, customerId: string, companyId: number): Promise<Result<null>> {
  const confirmation = await confirmationOf(deps, customerId, companyId);
  if (!confirmation.ok) return confirmation;
  const carriers = await deps.store.companiesOfCustomer(customerId);
  if (linksByManagedId(deps.portal) && !carriers.includes(companyId)) {
    return fail({
      code: 'needs-user',
      message: 'The company has no managed-ID entry of this customer, and nothing else links.',
      nextStep: 'Open the company in ConnectWise and add the two entries.',
    });
  }
  await deps.store.confirmLinks([confirmation.value]);
  await forgetView(deps, companyId);
  return ok(null);
}

/** Confirms every customer whose name is the same as one company's, and nobody else's. */
export async function confirmExactLinks(deps: EngineDeps): Promise<Result<ConfirmedMatches>> {
  if (linksByManagedId(deps.portal)) return ok({ confirmed: 0, skipped: 0 });
  const customers = await portalCustomers(deps);
  if (!customers.ok) return customers;
  const companies = await companyNames(deps);
  if (!companies.ok) return companies;
  const sides = { customers: customers.value, companies: companies.value, links: await deps.store.links() };
  const matches = confirmableMatches(sides);
  const statuses = await companyStatuses(
    deps,
    matches.map(({ companyId }) => companyId),
  );
  if (!statuses.ok) return statuses;
  const live = new Set(statuses.value.live);
  const confirmed = matches.filter(({ companyId }) => live.has(companyId));
  const names = new Map(customers.value.map(({ id, name }) => [id, name]));
  await deps.store.confirmLinks(confirmed.map((match) => exact(deps, match, names.get(match.customerId) ?? '')));
  for (const { companyId } of confirmed) await forgetView(deps, companyId);
  return ok({ confirmed: confirmed.length, skipped: matches.length - confirmed.length });
}

/** Takes a confirmation back: nothing more is written for the customer. What was written stays. */
export async function unlink(deps: EngineDeps, customerId: string, companyId: number): Promise<Result<null>> {
  const withdrawn = await deps.store.withdrawLink(customerId, companyId);
  await forgetView(deps, companyId);
  if (withdrawn) return ok(null);
  return fail({
    code: 'needs-user',
    message: 'Managed-ID entries link this customer, not a confirmation.',
    nextStep: 'Remove its entries from the company in ConnectWise.',
  });
}

/** A confirmation as it would be stored now. The company has to be active. */
export async function confirmationOf(
  deps: EngineDeps,
  customerId: string,
  companyId: number,
): Promise<Result<LinkConfirmation>> {
  const among = await customersAmong(deps, [customerId]);
  if (!among.ok) return among;
  const customer = among.value.customers.find(({ id }) => id === customerId);
  if (!customer) {
    return fail({
      code: 'not-found',
      message: `The portal has no customer ${literalText(customerId)}.`,
      nextStep: 'Refresh the list.',
    });
  }
  const company = await deps.connectWise.company(companyId);
  if (!company.ok) return company;
  const defect = company.value ? companyDefect(company.value) : 'does not exist';
  if (!company.value || defect !== undefined) {
    const [named] = await namesOfCompanies(deps, [companyId]);
    return fail({
      code: 'rejected',
      message: `The company ${literalText(company.value?.name ?? named?.name ?? '')} ${defect}, so no customer can be linked to it.`,
      nextStep: 'Choose an active company.',
    });
  }
  return ok({
    customerId,
    companyId,
    customerName: customer.name,
    evidence: nameEvidence(customer.name, company.value.name) ?? 'choice',
    confirmedBy: deps.browser,
    confirmedAt: isoTime(deps.clock()),
  });
}

function exact({ browser, clock }: EngineDeps, match: ExactMatch, customerName: string): LinkConfirmation {
  return { ...match, customerName, evidence: 'exact-name', confirmedBy: browser, confirmedAt: isoTime(clock()) };
}
