import { companyDefect } from '../../domain/company-status.ts';
import type { Company } from '../../domain/connectwise-records.ts';
import type { ManagedIdSubject } from '../../domain/rules/managed-id/managed-id-rules.ts';
import { ok, type Result } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { efsIdOf } from '../plan/plan-input.ts';
import { cachedRead } from '../read/cached-read.ts';
import { otherCompanies } from '../read/link.ts';
import { companyKey } from '../read/live-companies.ts';
import type { Observation } from '../read/observation.ts';

type Others = NonNullable<ManagedIdSubject['otherCompanies']>[number];

/** Other live companies that carry one of the observed ids, with their names (MID-SHARED). Asked again only when `ask`. */
export async function otherCompaniesOf(
  deps: EngineDeps,
  observation: Observation,
  ask: boolean,
): Promise<Result<Others[]>> {
  const found: Others[] = [];
  for (const customerId of observation.customerIds) {
    const others = await cachedRead(deps, `others:${observation.company.id}:${customerId}`, ask ? 0 : HOUR, () =>
      otherCompanies(deps, observation.company.id, customerId),
    );
    if (!others.ok) return others;
    for (const companyId of others.value) {
      const company = await cachedRead<Company | null>(deps, companyKey(companyId), HOUR, () =>
        deps.connectWise.company(companyId),
      );
      if (!company.ok) return company;
      if (!company.value || companyDefect(company.value)) continue;
      const companyName = company.value.name;
      found.push({ efsId: efsIdOf(customerId, deps.settings), companyId, ...(companyName && { companyName }) });
    }
  }
  return ok(found);
}
