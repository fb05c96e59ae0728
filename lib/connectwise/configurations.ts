import * as z from 'zod/mini';
import type { Configuration, Reference } from '../domain/connectwise-records.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { and, eq } from './conditions.ts';
import { compact, flag, info, number, parseRecord, parseRecords, reference, text, toInfo, toTime } from './record.ts';

export const CONFIGURATION_PATH = '/company/configurations';
const TYPE_PATH = '/company/configurations/types';
const FIELDS =
  'id,name,company/id,type/id,type/name,deviceIdentifier,activeFlag,backupSuccesses,backupIncomplete,backupFailed,' +
  'lastBackupDate,backupBillableSpaceGb,backupProtectedDeviceList,backupYear,backupMonth,_info';

const schema = z.object({
  id: z.number(),
  name: text,
  company: z.object({ id: z.number() }),
  type: z.object({ id: z.number(), name: text }),
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
    _info: toInfo(raw._info),
  });
}

/** Configurations of one company and type: one request. */
export async function listConfigurations(
  client: RestClient,
  companyId: number,
  typeId: number,
): Promise<Result<Configuration[]>> {
  const conditions = and(eq('company/id', companyId), eq('type/id', typeId));
  const rows = await client.list(CONFIGURATION_PATH, { conditions, fields: FIELDS });
  return parseRecords(schema, rows, CONFIGURATION_PATH, toConfiguration);
}

/** Companies that own a configuration with this managed id, each once: the only look-up across companies (cw-api §3.1). */
export async function companiesByManagedId(client: RestClient, managedId: string): Promise<Result<number[]>> {
  const rows = await client.list(CONFIGURATION_PATH, { managedIdentifier: managedId, fields: 'id,company/id' });
  const owners = parseRecords(z.object({ company: reference }), rows, CONFIGURATION_PATH, (raw) => raw.company?.id);
  if (!owners.ok) return owners;
  const ids = owners.value.filter((id) => id != null);
  return ok([...new Set(ids)]);
}

export async function listConfigurationTypes(client: RestClient): Promise<Result<Reference[]>> {
  const rows = await client.list(TYPE_PATH, { fields: 'id,name' });
  return parseRecords(z.object({ id: z.number(), name: z.string() }), rows, TYPE_PATH, ({ id, name }) => ({
    id,
    name,
  }));
}

export function parseConfiguration(value: unknown): Result<Configuration> {
  const parsed = parseRecord(schema, value, CONFIGURATION_PATH);
  return parsed.ok ? ok(toConfiguration(parsed.value)) : parsed;
}
