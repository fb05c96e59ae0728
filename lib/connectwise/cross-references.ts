import * as z from 'zod/mini';
import type { CrossReference } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { INTEGRATION_PATH } from './managed-devices-integrations.ts';
import {
  flag,
  id,
  info,
  parseRecord,
  parseRecords,
  productReference,
  reference,
  text,
  toInfo,
  toProductReference,
  toReference,
} from './record.ts';

const FIELDS =
  'id,vendorType,vendorLevel,agreementType/id,agreementType/name,product/id,product/identifier,' +
  'configurationType/id,configurationType/name,inactiveFlag,_info';

const schema = z.object({
  id,
  vendorType: text,
  vendorLevel: text,
  agreementType: reference,
  product: productReference,
  configurationType: reference,
  inactiveFlag: flag,
  _info: info,
});

/** Cross-references are rows of one integration. */
export function crossReferencePath(integrationId: number): string {
  return `${INTEGRATION_PATH}/${integrationId}/crossReferences`;
}

function toCrossReference(raw: z.infer<typeof schema>): CrossReference {
  return {
    id: raw.id,
    vendorType: raw.vendorType ?? '',
    vendorLevel: raw.vendorLevel ?? '',
    agreementType: toReference(raw.agreementType),
    product: toProductReference(raw.product),
    configurationType: toReference(raw.configurationType),
    inactiveFlag: raw.inactiveFlag ?? false,
    _info: toInfo(raw._info),
  };
}

/** Which product and agreement type a Type and Level of ours map to, as set up under one integration. */
export async function listCrossReferences(
  client: RestClient,
  integrationId: number,
): Promise<Result<RecordList<CrossReference>>> {
  const path = crossReferencePath(integrationId);
  return parseRecords(schema, await client.list(path, { fields: FIELDS }), path, toCrossReference);
}

export function parseCrossReference(value: unknown, integrationId: number): Result<CrossReference> {
  const parsed = parseRecord(schema, value, crossReferencePath(integrationId));
  return parsed.ok ? ok(toCrossReference(parsed.value)) : parsed;
}
