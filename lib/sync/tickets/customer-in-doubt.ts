import type { Company } from '../../domain/connectwise-records.ts';
import type { CustomerMatch } from '../../domain/guard.ts';
import { customerDoubt } from '../../domain/usage-doubts.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sameValue } from '../../shared/same-value.ts';
import { HOUR } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from '../read/cached-read.ts';
import { companyKey } from '../read/live-companies.ts';
import { customersAmong } from '../read/portal-customers.ts';

/** How many runs back a user's approval is looked for. */
const LOOK_BACK = 100;

/**
 * Why no ticket is written for a customer on this company: its events may be another company's (`customerDoubt`). A ticket has no
 * preview, so a user's approval of the same doubt in the preview of a sync counts for it, as a confirmation of the link does. Asks
 * ConnectWise only for a company that was not read within the hour.
 */
export async function customerInDoubt(
  deps: EngineDeps,
  companyId: number,
  customerId: string,
): Promise<Result<Failure | undefined>> {
  const among = await customersAmong(deps, [customerId]);
  if (!among.ok) return among;
  const customer = among.value.customers.find(({ id }) => id === customerId);
  // A client that the portal no longer lists has no name to compare.
  if (!customer) return among.value.failure ? fail(among.value.failure) : ok(undefined);
  const company = await cachedRead<Company | null>(deps, companyKey(companyId), HOUR, () =>
    deps.connectWise.company(companyId),
  );
  if (!company.ok) return company;
  const confirmed = (await deps.store.linksOfCompany(companyId)).find((link) => link.customerId === customerId);
  const doubt =
    company.value && customerDoubt(customer, { company: company.value.name, confirmed: confirmed?.customerName });
  if (!doubt || (await isApproved(deps, companyId, doubt.customer))) return ok(undefined);
  return ok({
    code: 'not-linked',
    message: `On hold, needs approval: ${doubt.message}`,
    nextStep:
      'Confirm the link under Options › Companies, or approve a held change in the preview of Sync now on the company’s page.',
  });
}

/** Whether a user approved a change of this company in spite of the same doubt: both sides with the same names. */
async function isApproved(
  { store }: EngineDeps,
  companyId: number,
  customer: CustomerMatch | undefined,
): Promise<boolean> {
  for (const { id, cause } of await store.runs({ companyId, limit: LOOK_BACK })) {
    if (cause.kind !== 'user') continue;
    const entries = await store.journalOfRun(id);
    if (
      entries.some(
        ({ state, change }) =>
          state === 'applied' && change.guard?.customer && sameValue(change.guard.customer, customer),
      )
    )
      return true;
  }
  return false;
}
