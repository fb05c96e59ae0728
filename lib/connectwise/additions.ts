import * as z from 'zod/mini';
import type { Addition } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { compact, id, info, number, parseRecord, parseRecords, text, time, toInfo, toTime } from './record.ts';

export function additionPath(agreementId: number): string {
  return `/finance/agreements/${agreementId}/additions`;
}

const FIELDS =
  'id,agreementId,product/id,product/identifier,description,quantity,lessIncluded,unitPrice,unitCost,billCustomer,' +
  'effectiveDate,cancelledDate,serialNumber,invoiceDescription,uom,_info';

const schema = z.object({
  id,
  agreementId: number,
  product: z.object({ id, identifier: text }),
  description: text,
  quantity: number,
  lessIncluded: number,
  unitPrice: number,
  unitCost: number,
  billCustomer: z.nullish(z.enum(['Billable', 'DoNotBill', 'NoCharge'])),
  effectiveDate: time,
  cancelledDate: time,
  serialNumber: text,
  invoiceDescription: text,
  uom: text,
  _info: info,
});

function toAddition(raw: z.infer<typeof schema>, agreementId: number): Addition {
  return compact({
    id: raw.id,
    agreementId: raw.agreementId ?? agreementId,
    product: { id: raw.product.id, identifier: raw.product.identifier ?? '' },
    description: raw.description ?? '',
    quantity: raw.quantity ?? 0,
    lessIncluded: raw.lessIncluded ?? 0,
    unitPrice: raw.unitPrice ?? 0,
    unitCost: raw.unitCost ?? 0,
    billCustomer: raw.billCustomer ?? 'Billable',
    effectiveDate: toTime(raw.effectiveDate),
    cancelledDate: toTime(raw.cancelledDate),
    serialNumber: raw.serialNumber ?? '',
    invoiceDescription: raw.invoiceDescription ?? '',
    uom: raw.uom ?? '',
    _info: toInfo(raw._info),
  });
}

/**
 * Lines of one agreement, of any state; REST has no query across agreements
 * (docs/reference/connectwise-rest.md#agreements-and-additions).
 */
export async function listAdditions(client: RestClient, agreementId: number): Promise<Result<RecordList<Addition>>> {
  const path = additionPath(agreementId);
  const rows = await client.list(path, { fields: FIELDS });
  return parseRecords(schema, rows, path, (raw) => toAddition(raw, agreementId));
}

export function parseAddition(value: unknown, agreementId: number): Result<Addition> {
  const parsed = parseRecord(schema, value, additionPath(agreementId));
  return parsed.ok ? ok(toAddition(parsed.value, agreementId)) : parsed;
}
