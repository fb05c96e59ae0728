import { endOf, familyOf } from '../../domain/agreement-state.ts';
import { type CalendarDay, todayIn } from '../../domain/calendar-day.ts';
import type { Addition, Agreement, Configuration, ManagedIdEntry } from '../../domain/connectwise-records.ts';
import { crossReferencedProducts } from '../../domain/cross-referenced-product.ts';
import { formatEfsId } from '../../domain/efs-id.ts';
import { linksByManagedId } from '../../domain/link.ts';
import { type RecordList, recordList, type UnreadableRow } from '../../domain/record-list.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { HOUR, type IsoTime, isoTime, MINUTE } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';
import { companyLinks } from './company-links.ts';
import { BACKUP_STATS, typesToRead } from './configuration-type.ts';
import { customerIdsOf } from './customer-ids.ts';
import { heldKey } from './held-key.ts';
import { companiesWithEfsId, recordLinks } from './link.ts';
import { namesOfCompanies } from './live-companies.ts';
import type { Observation, UnreadableParts } from './observation.ts';
import { parentsElsewhere } from './parents-elsewhere.ts';
import { readSetupTables, type SetupTables } from './setup-tables.ts';
import { tenantTimeZone } from './tenant-time-zone.ts';
import { unreadableElsewhere } from './unreadable.ts';

/** Parts of an observation that were just read, in bulk or for a decision before it: not read again. */
export interface KnownParts extends Partial<Pick<Observation, 'company'>> {
  entries?: RecordList<ManagedIdEntry>;
  agreements?: RecordList<Agreement>;
  configurations?: RecordList<Configuration>;
  /** By agreement. */
  additions?: ReadonlyMap<number, RecordList<Addition>>;
  /** When the oldest of them was read. */
  readAt: IsoTime;
}

export interface ObserveOptions {
  /** `sync`: what a sync needs. `check`: every agreement, for the rules about lines in the wrong place. */
  scope: 'sync' | 'check';
  /** How old company and agreement list may be, in milliseconds; what is written to is always read again. */
  namesAge: number;
  /** The same of the set-up tables: which product bills what. */
  setupAge: number;
}

/** An event's sync: an agreement or a cross-reference made within the hour waits for the next one. */
export const FOR_EVENT: ObserveOptions = { scope: 'sync', namesAge: HOUR, setupAge: HOUR };
/** A user's plan or Sync now: sees what the user has just corrected. */
export const FOR_USER: ObserveOptions = { scope: 'sync', namesAge: MINUTE, setupAge: MINUTE };
/** The panel, when a user asks to look again. */
export const FOR_CHECK: ObserveOptions = { scope: 'check', namesAge: 0, setupAge: MINUTE };

/**
 * Reads what a plan or a check of one company needs, and nothing else. With set-up tables, company and agreement list
 * in the cache this costs one request each for entries and configurations, and one per agreement that matters.
 */
export async function observe(
  deps: EngineDeps,
  companyId: number,
  options: ObserveOptions,
  known?: KnownParts,
): Promise<Result<Observation>> {
  const { connectWise } = deps;
  const readAt = known?.readAt ?? isoTime(deps.clock());
  const company = known?.company
    ? ok(known.company)
    : await cachedRead(deps, `company:${companyId}`, options.namesAge, () => connectWise.company(companyId));
  if (!company.ok) return company;
  if (!company.value) return gone(deps, companyId);
  const setup = await readSetupTables(deps, options.setupAge);
  if (!setup.ok) return setup;
  const timeZone = await tenantTimeZone(deps);
  if (!timeZone.ok) return timeZone;

  const entries = known?.entries ? ok(known.entries) : await readEntries(deps, companyId);
  if (!entries.ok) return entries;
  const numbers = customerIdsOf(entries.value.rows, deps.settings.prefix);
  const { customerIds, links } = await companyLinks(deps, companyId, numbers);

  const agreements = known?.agreements
    ? ok(known.agreements)
    : await cachedRead(deps, `agreements:list:${companyId}`, options.namesAge, () => connectWise.agreements(companyId));
  if (!agreements.ok) return agreements;
  const parents = await parentsElsewhere(deps, agreements.value, options.namesAge);
  if (!parents.ok) return parents;
  const today = todayIn(deps.clock(), timeZone.value);
  const ofCompany = { agreements: [...agreements.value.rows, ...parents.value], setup: setup.value, today };
  const readAgreements = agreements.value.rows.filter(
    (agreement) => options.scope === 'check' || matters(agreement, ofCompany, deps),
  );
  const additions: RecordList<Addition> = recordList([]);
  for (const agreement of readAgreements) {
    const read = known?.additions?.get(agreement.id);
    const lines = read ? ok(read) : await connectWise.additions(agreement.id);
    if (!lines.ok) return lines;
    for (const line of lines.value.rows) additions.rows.push(line);
    additions.unreadable.push(...lines.value.unreadable);
  }

  const configurations = known?.configurations
    ? ok(known.configurations)
    : await readConfigurations(deps, companyId, customerIds, setup.value);
  if (!configurations.ok) return configurations;
  const sharedWith = await sharingCompanies(deps, companyId, customerIds);
  // A check goes on without: it looks for them more widely, and says so (`unreadableElsewhere`).
  const isLeftOpen = !sharedWith.ok && options.scope === 'check' && unreadableElsewhere(sharedWith.failure);
  if (!sharedWith.ok && !isLeftOpen) return sharedWith;
  return ok({
    company: company.value,
    entries: entries.value.rows,
    customerIds,
    links,
    agreements: ofCompany.agreements,
    readAgreements: readAgreements.map((agreement) => agreement.id),
    additions: additions.rows,
    configurations: configurations.value.rows,
    setup: setup.value,
    timeZone: timeZone.value,
    sharedWith: sharedWith.ok ? sharedWith.value : {},
    ...unreadableParts({
      entries: entries.value.unreadable,
      agreements: agreements.value.unreadable,
      additions: additions.unreadable,
      configurations: configurations.value.unreadable,
    }),
    readAt,
  });
}

/** The company's managed-id entries, with the links that they make noted. */
export async function readEntries(
  deps: Pick<EngineDeps, 'connectWise' | 'store' | 'settings' | 'portal'>,
  companyId: number,
): Promise<Result<RecordList<ManagedIdEntry>>> {
  const entries = await deps.connectWise.managedIdEntries(companyId);
  if (!entries.ok) return entries.failure.code === 'not-found' ? gone(deps, companyId) : entries;
  await recordLinks(deps, companyId, entries.value);
  return entries;
}

function unreadableParts(parts: UnreadableParts): Pick<Observation, 'unreadable'> {
  return Object.values(parts).some((rows: UnreadableRow[]) => rows.length) ? { unreadable: parts } : {};
}

/** An agreement matters to a sync when it runs and a cross-reference names its type, or that of the parent of a child agreement. */
function matters(
  agreement: Agreement,
  { agreements, setup, today }: { agreements: readonly Agreement[]; setup: SetupTables; today: CalendarDay },
  { settings }: Pick<EngineDeps, 'settings'>,
): boolean {
  if (!settings.syncedParts.agreementParts && !settings.syncedParts.invoiceDescriptions) return false;
  if (endOf(agreement, today, agreements)) return false;
  const types = new Set(familyOf(agreement, agreements).map(({ type }) => type.id));
  return crossReferencedProducts(setup, settings).some(
    (row) => row.toggledOn && (row.agreementTypeId === null || types.has(row.agreementTypeId)),
  );
}

export async function readConfigurations(
  deps: EngineDeps,
  companyId: number,
  customerIds: readonly string[],
  setup: SetupTables,
): Promise<Result<RecordList<Configuration>>> {
  const typeIds = typesToRead(deps.settings, setup);
  return !typeIds.length || !customerIds.length
    ? ok(recordList([]))
    : deps.connectWise.configurations(companyId, typeIds, deps.settings.prefix);
}

/** The configuration type that holds the statistics; undefined: they are not synced, or there is no such type. */
export function statisticsType(
  { settings }: Pick<EngineDeps, 'settings'>,
  setup: Pick<SetupTables, 'configurationTypes'>,
): number | undefined {
  if (!settings.syncedParts.backupStatistics) return undefined;
  return setup.configurationTypes.find((candidate) => candidate.name === BACKUP_STATS)?.id;
}

/** Other live companies that are known to carry an id and still do: neither an old link nor a deleted company holds a sync up. */
async function sharingCompanies(
  deps: EngineDeps,
  companyId: number,
  customerIds: readonly string[],
): Promise<Result<Observation['sharedWith']>> {
  const sharedWith: Observation['sharedWith'] = {};
  // A user says whose the customer is, so that no other company can be.
  if (!linksByManagedId(deps.portal)) return ok(sharedWith);
  for (const customerId of customerIds) {
    const known = (await deps.store.companiesOfCustomer(customerId)).filter((id) => id !== companyId);
    if (!known.length) continue;
    const others = await companiesWithEfsId(deps, known, formatEfsId(customerId, deps.settings.prefix));
    if (!others.ok) return others;
    if (others.value.length) sharedWith[customerId] = await namesOfCompanies(deps, others.value);
  }
  return ok(sharedWith);
}

/** What it carried may be elsewhere by now: the next event looks for it again. */
async function gone({ store }: Pick<EngineDeps, 'store'>, companyId: number): Promise<Result<never>> {
  await store.putLinks(companyId, []);
  // Nothing can be approved for a company that is gone.
  await store.forget(heldKey(companyId));
  await store.forget(`company:${companyId}`);
  return fail(noCompany(companyId));
}

function noCompany(companyId: number) {
  return {
    code: 'not-found',
    message: `ConnectWise has no company with the id ${companyId}.`,
    nextStep: 'Check whether the company was deleted or merged.',
    field: 'company/id',
    value: String(companyId),
  } as const;
}
