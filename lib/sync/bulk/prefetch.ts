import { companyDefect } from '../../domain/company-status.ts';
import type { Agreement, Configuration } from '../../domain/connectwise-records.ts';
import { type RecordList, recordList } from '../../domain/record-list.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { typesToRead } from '../read/configuration-type.ts';
import { companyKey } from '../read/live-companies.ts';
import { FOR_EVENT, type KnownParts } from '../read/observe.ts';
import { readSetupTables } from '../read/setup-tables.ts';

/** Of each company what bulk requests can read; entries and additions have a list of their own per company. */
export type Prefetched = ReadonlyMap<number, KnownParts>;

/**
 * Companies, agreements and configurations of these companies: three requests, as long as they fit an address and a page.
 * @param options `withoutConfigurations`: for who does not look at them.
 */
export async function prefetch(
  deps: EngineDeps,
  companyIds: readonly number[],
  { withoutConfigurations = false }: { withoutConfigurations?: boolean } = {},
): Promise<Result<Prefetched>> {
  const readAt = isoTime(deps.clock());
  if (!companyIds.length) return ok(new Map());
  const setup = await readSetupTables(deps, FOR_EVENT.setupAge);
  if (!setup.ok) return setup;
  const typeIds = withoutConfigurations ? [] : typesToRead(deps.settings, setup.value);
  const [companies, agreements, configurations] = await Promise.all([
    deps.connectWise.companiesByIds(companyIds),
    deps.connectWise.agreementsOfCompanies(companyIds),
    typeIds.length
      ? deps.connectWise.configurationsOfCompanies(companyIds, typeIds, deps.settings.prefix)
      : ok(recordList<Configuration>([])),
  ]);
  if (!companies.ok) return companies;
  if (!agreements.ok) return agreements;
  if (!configurations.ok) return configurations;
  // Whoever looks for another company of such a one's customer learns of it here.
  for (const company of companies.value.rows) {
    if (companyDefect(company)) await deps.store.cache(companyKey(company.id), company, deps.clock());
  }
  // A company that one of the unreadable rows may belong to reads its own list: so only its sync meets the row.
  const agreementsOf = byCompany(agreements.value, (agreement: Agreement) => agreement.company.id);
  const configurationsOf = byCompany(configurations.value, ({ companyId }) => companyId);
  return ok(
    new Map(
      companies.value.rows.map((company) => {
        const ofCompany = { agreements: agreementsOf(company.id), configurations: configurationsOf(company.id) };
        return [
          company.id,
          {
            readAt,
            company,
            ...(ofCompany.agreements && { agreements: recordList(ofCompany.agreements) }),
            ...(ofCompany.configurations && { configurations: recordList(ofCompany.configurations) }),
          },
        ];
      }),
    ),
  );
}

/** The rows of each company; undefined for one that an unreadable row names, and for every one where such a row names none. */
function byCompany<T>(
  { rows, unreadable }: RecordList<T>,
  keyOf: (row: T) => number,
): (companyId: number) => T[] | undefined {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return (id) =>
    unreadable.some(({ companyId }) => companyId === undefined || companyId === id)
      ? undefined
      : (groups.get(id) ?? []);
}
