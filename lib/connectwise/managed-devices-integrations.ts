import * as z from 'zod/mini';
import type { CrossReference, ManagedDevicesIntegration } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, parseRecords, productReference, reference, text, toProductReference, toReference } from './record.ts';

const PATH = '/company/managedDevicesIntegrations';
const CROSS_REFERENCE_FIELDS =
  'id,vendorType,vendorLevel,agreementType/id,agreementType/name,product/id,product/identifier,' +
  'configurationType/id,configurationType/name,inactiveFlag';

const integrationSchema = z.object({ id: z.number(), name: boundedText, solution: text });

const crossReferenceSchema = z.object({
  id: z.number(),
  vendorType: text,
  vendorLevel: text,
  agreementType: reference,
  product: productReference,
  configurationType: reference,
  inactiveFlag: flag,
});

export async function listManagedDevicesIntegrations(
  client: RestClient,
): Promise<Result<RecordList<ManagedDevicesIntegration>>> {
  const rows = await client.list(PATH, { fields: 'id,name,solution' });
  return parseRecords(integrationSchema, rows, PATH, ({ id, name, solution }) => ({
    id,
    name,
    solution: solution ?? '',
  }));
}

/** Which product and agreement type a Type and Level of ours map to, as set up under one integration. */
export async function listCrossReferences(
  client: RestClient,
  integrationId: number,
): Promise<Result<RecordList<CrossReference>>> {
  const path = `${PATH}/${integrationId}/crossReferences`;
  const rows = await client.list(path, { fields: CROSS_REFERENCE_FIELDS });
  return parseRecords(crossReferenceSchema, rows, path, (raw) => ({
    id: raw.id,
    vendorType: raw.vendorType ?? '',
    vendorLevel: raw.vendorLevel ?? '',
    agreementType: toReference(raw.agreementType),
    product: toProductReference(raw.product),
    configurationType: toReference(raw.configurationType),
    inactiveFlag: raw.inactiveFlag ?? false,
  }));
}
