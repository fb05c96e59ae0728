import type { Addition } from '../../domain/connectwise-records.ts';
import type { RecordList } from '../../domain/record-list.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from '../read/cached-read.ts';
import { companyLinks } from '../read/company-links.ts';
import { customerIdsOf } from '../read/customer-ids.ts';
import { factsForView } from '../read/facts.ts';
import type { Observation } from '../read/observation.ts';
import { FOR_CHECK, observe, readConfigurations, readEntries } from '../read/observe.ts';
import { portalCustomers } from '../read/portal-customers.ts';
import { readSetupTables } from '../read/setup-tables.ts';
import { tenantTimeZone } from '../read/tenant-time-zone.ts';
import { otherCompaniesOf } from './other-companies.ts';

/** An observation, what the portal says of its customers, and who else carries their ids. */
export interface Observed {
  observation: Observation;
  facts: Awaited<ReturnType<typeof factsForView>>;
  others: Awaited<ReturnType<typeof otherCompaniesOf>>;
}

/**
 * Observes a company for a user who waits at its screen: what does not depend on another answer is asked for at the same time, both
 * sides at once. What is asked, and which failure counts, is as in `observe`.
 */
export async function observeAtOnce(deps: EngineDeps, companyId: number, refresh: boolean): Promise<Result<Observed>> {
  const { connectWise } = deps;
  const { namesAge, setupAge } = FOR_CHECK;
  const readAt = isoTime(deps.clock());
  const ofTenant = Promise.all([readSetupTables(deps, setupAge), tenantTimeZone(deps)]);
  // Only so that it is in the cache: whoever needs the list asks for it, and says why there is none.
  const names = portalCustomers(deps);
  const [company, entries, agreements] = await Promise.all([
    cachedRead(deps, `company:${companyId}`, namesAge, () => connectWise.company(companyId)),
    readEntries(deps, companyId),
    cachedRead(deps, `agreements:list:${companyId}`, namesAge, () => connectWise.agreements(companyId)),
  ]);
  const numbers = entries.ok ? customerIdsOf(entries.value.rows, deps.settings.prefix) : [];
  const { customerIds } = await companyLinks(deps, companyId, numbers);
  const configurationsOf = async () => {
    const [setup] = await ofTenant;
    return setup.ok ? readConfigurations(deps, companyId, customerIds, setup.value) : setup;
  };
  const [[setup, timeZone], additions, configurations, facts, others] = await Promise.all([
    ofTenant,
    additionsOf(deps, agreements.ok ? agreements.value.rows.map(({ id }) => id) : []),
    configurationsOf(),
    factsForView(deps, customerIds, refresh),
    otherCompaniesOf(deps, { companyId, customerIds }, true),
    names,
  ]);
  if (!company.ok) return company;
  if (company.value) for (const part of [setup, timeZone]) if (!part.ok) return part;
  if (company.value && !entries.ok) return entries;
  if (company.value && !agreements.ok) return agreements;
  if (company.value && !additions.ok) return additions;
  if (company.value && !configurations.ok) return configurations;
  const observation = await observe(deps, companyId, FOR_CHECK, {
    ...(company.value && { company: company.value }),
    ...(entries.ok && { entries: entries.value }),
    ...(agreements.ok && { agreements: agreements.value }),
    ...(additions.ok && { additions: additions.value }),
    ...(configurations.ok && { configurations: configurations.value }),
    readAt,
  });
  return observation.ok ? ok({ observation: observation.value, facts, others }) : observation;
}

/** By agreement. */
async function additionsOf(
  { connectWise }: Pick<EngineDeps, 'connectWise'>,
  agreements: readonly number[],
): Promise<Result<ReadonlyMap<number, RecordList<Addition>>>> {
  const read = await Promise.all(agreements.map(async (id) => ({ id, lines: await connectWise.additions(id) })));
  const known = new Map<number, RecordList<Addition>>();
  for (const { id, lines } of read) {
    if (!lines.ok) return lines;
    known.set(id, lines.value);
  }
  return ok(known);
}
