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

type Others = NonNullable<ManagedIdSubject['otherCompanies']>[number];

/** Other live companies that carry one of a company’s ids, with their names (MID-SHARED). Asked again only when `ask`. */
export async function otherCompaniesOf(
  deps: EngineDeps,
  { companyId, customerIds }: { companyId: number; customerIds: readonly string[] },
  ask: boolean,
): Promise<Result<Others[]>> {
  const found: Others[] = [];
  for (const customerId of customerIds) {
    const others = await cachedRead(deps, `others:${companyId}:${customerId}`, ask ? 0 : HOUR, () =>
      otherCompanies(deps, companyId, customerId),
    );
    if (!others.ok) return others;
    for (const otherId of others.value) {
      const company = await cachedRead<Company | null>(deps, companyKey(otherId), HOUR, () =>
        deps.connectWise.company(otherId),
      );
      if (!company.ok) return company;
      if (!company.value || companyDefect(company.value)) continue;
      const companyName = company.value.name;
      found.push({
        efsId: efsIdOf(customerId, deps.settings),
        companyId: otherId,
        ...(companyName && { companyName }),
      });
    }
  }
  return ok(found);
}
