import { companyProblem } from '../../domain/company-status.ts';
import type { Agreement, Configuration } from '../../domain/connectwise-records.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { companyKey } from '../live-companies.ts';
import { FOR_EVENT, type KnownParts, statisticsType } from '../observe.ts';
import { readSetupTables } from '../setup-tables.ts';

/** Of each company what bulk requests can read; entries and additions have a list of their own per company. */
export type Prefetched = ReadonlyMap<number, KnownParts>;

/** Companies, agreements and configurations of these companies: three requests, as long as they fit an address and a page. */
export async function prefetch(deps: EngineDeps, companyIds: readonly number[]): Promise<Result<Prefetched>> {
  const readAt = isoTime(deps.clock());
  if (!companyIds.length) return ok(new Map());
  const setup = await readSetupTables(deps, FOR_EVENT.setupAge);
  if (!setup.ok) return setup;
  const typeId = statisticsType(deps, setup.value);
  const [companies, agreements, configurations] = await Promise.all([
    deps.connectWise.companiesByIds(companyIds),
    deps.connectWise.agreementsOfCompanies(companyIds),
    typeId === undefined ? ok<Configuration[]>([]) : deps.connectWise.configurationsOfCompanies(companyIds, typeId),
  ]);
  if (!companies.ok) return companies;
  if (!agreements.ok) return agreements;
  if (!configurations.ok) return configurations;
  // Whoever looks for another company of such a one's customer learns of it here.
  for (const company of companies.value) {
    if (companyProblem(company)) await deps.store.cache(companyKey(company.id), company, deps.clock());
  }
  const agreementsOf = grouped(agreements.value, (agreement: Agreement) => agreement.company.id);
  const configurationsOf = grouped(configurations.value, ({ companyId }) => companyId);
  return ok(
    new Map(
      companies.value.map((company) => [
        company.id,
        {
          readAt,
          company,
          agreements: agreementsOf.get(company.id) ?? [],
          configurations: configurationsOf.get(company.id) ?? [],
        },
      ]),
    ),
  );
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
