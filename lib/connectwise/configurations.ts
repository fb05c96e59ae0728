import * as z from 'zod/mini';
import type { Configuration, ConfigurationType } from '../domain/connectwise-records.ts';
import { mapRecordList, type RecordList, requireComplete } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import { type IsoTime, readTime } from '../shared/time.ts';
import type { ConfigurationOwner } from '../sync/ports.ts';
import type { RestClient } from './client.ts';
import { and, beginsWith, type Condition, eq, inIds, since } from './conditions.ts';
import {
  compact,
  flag,
  id,
  info,
  joinListed,
  number,
  parseRecord,
  parseRecords,
  rawText,
  reference,
  text,
  toInfo,
  toTime,
} from './record.ts';

export const CONFIGURATION_PATH = '/company/configurations';
const TYPE_PATH = '/company/configurations/types';
const FIELDS =
  'id,name,company/id,type/id,type/name,deviceIdentifier,activeFlag,backupSuccesses,backupIncomplete,backupFailed,' +
  'lastBackupDate,backupBillableSpaceGb,backupProtectedDeviceList,backupYear,backupMonth,vendorNotes,_info';

const schema = z.object({
  id,
  name: text,
  company: z.object({ id }),
  type: z.object({ id, name: text }),
  deviceIdentifier: text,
  activeFlag: flag,
  backupSuccesses: number,
  backupIncomplete: number,
  backupFailed: number,
  lastBackupDate: text,
  backupBillableSpaceGb: number,
  backupProtectedDeviceList: text,
  backupYear: number,
  backupMonth: number,
  vendorNotes: text,
  _info: info,
});

function toConfiguration(raw: z.infer<typeof schema>): Configuration {
  return compact({
    id: raw.id,
    name: raw.name ?? '',
    companyId: raw.company.id,
    type: { id: raw.type.id, name: raw.type.name ?? '' },
    deviceIdentifier: raw.deviceIdentifier ?? '',
    activeFlag: raw.activeFlag ?? true,
    backupSuccesses: raw.backupSuccesses ?? null,
    backupIncomplete: raw.backupIncomplete ?? null,
    backupFailed: raw.backupFailed ?? null,
    lastBackupDate: toTime(raw.lastBackupDate),
    backupBillableSpaceGb: raw.backupBillableSpaceGb ?? null,
    backupProtectedDeviceList: raw.backupProtectedDeviceList ?? '',
    backupYear: raw.backupYear ?? null,
    backupMonth: raw.backupMonth ?? null,
    vendorNotes: raw.vendorNotes ?? '',
    _info: toInfo(raw._info),
  });
}

/** Of several types in one request; of those whose device identifier is ours, where the prefix says which. */
function ofTypes(typeIds: readonly number[], prefix: string | undefined): Condition[] {
  return [
    ...(typeIds.length === 1 ? typeIds.map((id) => eq('type/id', id)) : inIds('type/id', typeIds)),
    ...(prefix === undefined ? [] : [beginsWith('deviceIdentifier', `${prefix}-`)]),
  ];
}

/** Configurations of one company and of these types, each with the prefix where one is given: one request. */
export async function listConfigurations(
  client: RestClient,
  companyId: number,
  typeIds: readonly number[],
  prefix?: string,
): Promise<Result<RecordList<Configuration>>> {
  const conditions = and(eq('company/id', companyId), ...ofTypes(typeIds, prefix));
  const rows = await client.list(CONFIGURATION_PATH, { conditions, fields: FIELDS });
  return parseRecords(schema, rows, CONFIGURATION_PATH, toConfiguration);
}

/** Configurations of these types of many companies: as many companies a request as an address holds. */
export async function listConfigurationsOfCompanies(
  client: RestClient,
  companyIds: readonly number[],
  typeIds: readonly number[],
  prefix?: string,
): Promise<Result<RecordList<Configuration>>> {
  const lists: Result<RecordList<Configuration>>[] = [];
  for (const companies of inIds('company/id', companyIds)) {
    const conditions = and(...ofTypes(typeIds, prefix), companies);
    const rows = await client.list(CONFIGURATION_PATH, { conditions, fields: FIELDS });
    const found = parseRecords(schema, rows, CONFIGURATION_PATH, toConfiguration);
    if (!found.ok) return found;
    lists.push(found);
  }
  return joinListed(lists);
}

const ownerSchema = z.object({
  id,
  company: z.object({ id }),
  deviceIdentifier: text,
  _info: info,
});

/**
 * Who owns the configurations of this type whose device identifier begins with `<prefix>-`, and when each was written last:
 * all of them, or those written at `from` and later.
 */
export async function listConfigurationOwners(
  client: RestClient,
  typeId: number,
  prefix: string,
  from?: IsoTime,
): Promise<Result<RecordList<ConfigurationOwner>>> {
  const begin = `${prefix}-`;
  const written = from === undefined ? [] : [since('lastUpdated', readTime(from) ?? 0)];
  const conditions = and(eq('type/id', typeId), beginsWith('deviceIdentifier', begin), ...written);
  const rows = await client.list(CONFIGURATION_PATH, { conditions, fields: 'id,company/id,deviceIdentifier,_info' });
  const ofOwner = (raw: z.infer<typeof ownerSchema>) => ({
    companyId: raw.company.id,
    deviceIdentifier: raw.deviceIdentifier ?? '',
    ...toInfo(raw._info),
  });
  // ConnectWise compares without case, so its answer is narrowed; what cannot be read may be ours unless it says otherwise.
  const mayBeOurs = (raw: unknown) => rawText(raw, 'deviceIdentifier')?.startsWith(begin) ?? true;
  return mapRecordList(parseRecords(ownerSchema, rows, CONFIGURATION_PATH, ofOwner, mayBeOurs), (owners) =>
    owners.filter(({ deviceIdentifier }) => deviceIdentifier.startsWith(begin)),
  );
}

/**
 * Companies that own a configuration with this managed id, each once: the only look-up across companies
 * (docs/reference/connectwise-rest.md#managed-id-entries). Who asks decides by how many there are, so one row that
 * cannot be read fails it.
 */
export async function companiesByManagedId(client: RestClient, managedId: string): Promise<Result<number[]>> {
  const rows = await client.list(CONFIGURATION_PATH, { managedIdentifier: managedId, fields: 'id,company/id' });
  const schemaOfOwner = z.object({ company: reference });
  const owners = requireComplete(parseRecords(schemaOfOwner, rows, CONFIGURATION_PATH, (raw) => raw.company?.id));
  if (!owners.ok) return owners;
  const ids = owners.value.filter((id) => id != null);
  return ok([...new Set(ids)]);
}

export async function listConfigurationTypes(client: RestClient): Promise<Result<RecordList<ConfigurationType>>> {
  const rows = await client.list(TYPE_PATH, { fields: 'id,name,inactiveFlag' });
  const typeSchema = z.object({ id, name: boundedText, inactiveFlag: flag });
  return parseRecords(typeSchema, rows, TYPE_PATH, ({ id, name, inactiveFlag }) => ({
    id,
    name,
    ...(inactiveFlag && { inactiveFlag }),
  }));
}

export function parseConfiguration(value: unknown): Result<Configuration> {
  const parsed = parseRecord(schema, value, CONFIGURATION_PATH);
  return parsed.ok ? ok(toConfiguration(parsed.value)) : parsed;
}
