import * as z from 'zod/mini';
import type { ManagedDevicesIntegration } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, id, info, parseRecord, parseRecords, text, toInfo } from './record.ts';

export const INTEGRATION_PATH = '/company/managedDevicesIntegrations';
const FIELDS =
  'id,name,solution,loginBy,defaultBillingLevel,matchOnSerialNumberFlag,disableNewCrossReferencesFlag,_info';

const schema = z.object({
  id,
  name: boundedText,
  solution: text,
  loginBy: text,
  defaultBillingLevel: text,
  matchOnSerialNumberFlag: flag,
  disableNewCrossReferencesFlag: flag,
  _info: info,
});

function toIntegration(raw: z.infer<typeof schema>): ManagedDevicesIntegration {
  return {
    id: raw.id,
    name: raw.name,
    solution: raw.solution ?? '',
    loginBy: oneOf(raw.loginBy, ['Global', 'Member']),
    defaultBillingLevel: oneOf(raw.defaultBillingLevel, ['Detail', 'Summary']),
    matchOnSerialNumberFlag: raw.matchOnSerialNumberFlag ?? false,
    disableNewCrossReferencesFlag: raw.disableNewCrossReferencesFlag ?? false,
    _info: toInfo(raw._info),
  };
}

function oneOf<T extends string>(value: string | null | undefined, known: readonly T[]): T | null {
  return known.find((one) => one === value) ?? null;
}

/** Rows of System › Setup Tables › Managed Devices Integration. The logins they hold are never read. */
export async function listManagedDevicesIntegrations(
  client: RestClient,
): Promise<Result<RecordList<ManagedDevicesIntegration>>> {
  const rows = await client.list(INTEGRATION_PATH, { fields: FIELDS });
  return parseRecords(schema, rows, INTEGRATION_PATH, toIntegration);
}

export function parseIntegration(value: unknown): Result<ManagedDevicesIntegration> {
  const parsed = parseRecord(schema, value, INTEGRATION_PATH);
  return parsed.ok ? ok(toIntegration(parsed.value)) : parsed;
}
