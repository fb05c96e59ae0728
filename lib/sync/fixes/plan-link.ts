import type { Change, Plan } from '../../domain/change.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import { linksByManagedId, numbersOfCustomers } from '../../domain/link.ts';
import { unreadableFailure } from '../../domain/record-list.ts';
import { PAIR } from '../../domain/rules/managed-id/device-types.ts';
import { createEntry } from '../../domain/rules/managed-id/entry-changes.ts';
import type { ManagedIdSubject } from '../../domain/rules/managed-id/managed-id-rules.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { isoTime } from '../../shared/time.ts';
import { checkCompany } from '../check/check-company.ts';
import type { EngineDeps } from '../engine-api.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { companiesWithEfsId } from '../read/link.ts';
import { ambiguous } from '../read/link-failures.ts';
import { companyStatuses, listOfCompanies, namesOfCompanies } from '../read/live-companies.ts';
import { confirmationOf } from './confirm-links.ts';

const LINK = 'link/';

/** The customer whose link a fix is about; undefined: another fix. */
export function customerOfLink(ref: string | undefined): string | undefined {
  return ref?.startsWith(LINK) ? ref.slice(LINK.length) : undefined;
}

/**
 * Plans to link a customer to a company: the pair of managed-ID entries as far as it is missing, under the EFS id that the company
 * has, else the customer's own. The link itself is confirmed when all of it is written. Refused where a user confirmed another
 * company for the customer, where another active company carries that EFS id, and where it is not known which of several is the customer's.
 */
export async function planLink(deps: EngineDeps, companyId: number, customerId: string): Promise<Result<Plan>> {
  const link = await confirmationOf(deps, customerId, companyId);
  if (!link.ok) return link;
  const free = await notConfirmedElsewhere(deps, companyId, customerId);
  if (!free.ok) return free;
  const checked = await checkCompany(deps, companyId, { refresh: true });
  if (!checked.ok) return checked;
  const { observation, managedIds } = checked.value;
  const [unreadable] = observation.unreadable?.entries ?? [];
  if (unreadable) return fail(unreadableFailure([unreadable]));
  const efsId = efsIdToLink(deps, observation.customerIds, observation.entries, customerId);
  if (!efsId.ok) return efsId;
  const changes = missingEntries(managedIds, efsId.value, link.value.customerName ?? customerId);
  if (!changes) return fail(NO_SOLUTION);
  const others = await carriedElsewhere(deps, companyId, efsId.value);
  if (!others.ok) return others;
  const now = isoTime(deps.clock());
  return ok({
    id: deps.ids(),
    companyId,
    companyName: observation.company.name,
    efsIds: [efsId.value],
    madeAt: now,
    factsAt: now,
    changes,
    skipped: [],
    cause: { kind: 'fix', ref: `${LINK}${customerId}` },
    link: { customerId, customerName: link.value.customerName ?? customerId, efsId: efsId.value },
  });
}

/** Stores the link of a plan that was applied whole. */
export async function confirmPlanned(deps: EngineDeps, { companyId, link }: Plan): Promise<void> {
  if (!link) return;
  const free = await notConfirmedElsewhere(deps, companyId, link.customerId);
  if (!free.ok) return;
  const confirmation = await confirmationOf(deps, link.customerId, companyId);
  // The entries are written: what has changed since is for the list of companies to show.
  if (confirmation.ok) await deps.store.confirmLinks([confirmation.value]);
}

const NO_SOLUTION = {
  code: 'needs-user',
  message: 'The management solution of new managed-ID entries is not known.',
  nextStep: 'Choose it under Options › Services & products.',
} as const;

function efsIdToLink(
  { portal, settings }: Pick<EngineDeps, 'portal' | 'settings'>,
  linked: readonly string[],
  entries: readonly { groupIdentifier: string }[],
  customerId: string,
): Result<string> {
  const { prefix } = settings;
  const numbers = customerIdsOf(entries, prefix);
  if (linksByManagedId(portal) || !numbers.length) return ok(formatEfsId(customerId, prefix));
  const number = numbersOfCustomers([...new Set([...linked, customerId])], numbers).get(customerId);
  if (number !== undefined) return ok(formatEfsId(number, prefix));
  return fail({
    code: 'needs-user',
    message: `The company has ${numbers.map((id) => formatEfsId(id, prefix)).join(', ')}: which of them is this customer’s is not known.`,
    nextStep: 'Leave one EFS id on the company, or give one entry pair the number of the customer.',
  });
}

/** Undefined where an entry cannot be planned. */
function missingEntries(subject: ManagedIdSubject, efsId: string, customerName: string): Change[] | undefined {
  const missing = PAIR.filter(
    (type) => !subject.entries.some((entry) => entry.groupIdentifier === efsId && entry.deviceType === type),
  );
  const reason = `Links the company to ${literalText(customerName)}.`;
  const changes = missing.map((type) => createEntry(subject, efsId, type, reason));
  const planned = changes.filter((change) => change !== undefined);
  return planned.length === changes.length ? planned : undefined;
}

async function notConfirmedElsewhere(deps: EngineDeps, companyId: number, customerId: string): Promise<Result<null>> {
  const others = (await deps.store.links()).filter(
    (link) => link.customerId === customerId && link.companyId !== companyId && link.confirmedAt !== undefined,
  );
  if (!others.length) return ok(null);
  const statuses = await companyStatuses(
    deps,
    others.map((link) => link.companyId),
  );
  if (!statuses.ok) return statuses;
  // A company that is not active any more is no rival.
  if (!statuses.value.live.length) return ok(null);
  const names = await namesOfCompanies(deps, statuses.value.live);
  return fail({
    code: 'needs-user',
    message: `The customer is linked to ${listOfCompanies(names)}.`,
    nextStep: 'Unlink it there first, under Options › Companies.',
  });
}

async function carriedElsewhere(deps: EngineDeps, companyId: number, efsId: string): Promise<Result<null>> {
  const asked = await deps.connectWise.companiesByManagedId(efsId);
  if (!asked.ok) return asked;
  const others = asked.value.filter((id) => id !== companyId);
  const carriers = await companiesWithEfsId(deps, others, efsId);
  if (!carriers.ok) return carriers;
  if (!carriers.value.length) return ok(null);
  return fail(ambiguous(efsId, listOfCompanies(await namesOfCompanies(deps, carriers.value))));
}
