import * as z from 'zod/mini';
import type { Agreement, Currency } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { eq, inIds } from './conditions.ts';
import {
  compact,
  flag,
  getOrNull,
  id,
  info,
  joinListed,
  parseRecord,
  parseRecords,
  reference,
  text,
  time,
  toInfo,
  toReference,
  toTime,
} from './record.ts';

const PATH = '/finance/agreements';
const FIELDS =
  'id,name,company/id,company/name,type/id,type/name,agreementStatus,cancelledFlag,startDate,endDate,noEndingDateFlag,' +
  'billingCycle/id,billingCycle/name,currency/symbol,currency/currencyCode,nextInvoiceDate,' +
  'parentAgreement/id,parentAgreement/name,_info';

const required = z.object({ id, name: text });

const schema = z.object({
  id,
  name: boundedText,
  company: required,
  type: required,
  agreementStatus: z.nullish(z.enum(['Active', 'Cancelled', 'Expired', 'Inactive'])),
  cancelledFlag: flag,
  startDate: time,
  endDate: time,
  noEndingDateFlag: flag,
  billingCycle: reference,
  currency: z.nullish(z.object({ symbol: text, currencyCode: text })),
  /** Plain text in the description, not a date-time: in another form it makes no agreement unreadable, but holds what it decides. */
  nextInvoiceDate: text,
  parentAgreement: reference,
  _info: info,
});

function toAgreement(raw: z.infer<typeof schema>): Agreement {
  const cancelledFlag = raw.cancelledFlag ?? false;
  const nextInvoiceDate = toTime(raw.nextInvoiceDate);
  return compact({
    id: raw.id,
    name: raw.name,
    company: { id: raw.company.id, name: raw.company.name ?? '' },
    type: { id: raw.type.id, name: raw.type.name ?? '' },
    agreementStatus: raw.agreementStatus ?? (cancelledFlag ? 'Cancelled' : 'Active'),
    cancelledFlag,
    startDate: toTime(raw.startDate),
    endDate: toTime(raw.endDate),
    noEndingDateFlag: raw.noEndingDateFlag ?? false,
    billingCycle: toReference(raw.billingCycle),
    currency: toCurrency(raw.currency),
    nextInvoiceDate,
    nextInvoiceDateUnread: nextInvoiceDate === undefined && raw.nextInvoiceDate?.trim() ? true : undefined,
    parentAgreement: toReference(raw.parentAgreement) ?? undefined,
    _info: toInfo(raw._info),
  });
}

function toCurrency(raw: z.infer<typeof schema>['currency']): Currency | undefined {
  const [symbol, code] = [raw?.symbol?.trim() ?? '', raw?.currencyCode?.trim() ?? ''];
  return symbol || code ? { symbol, code } : undefined;
}

/** Agreements of a company, of any state: one request. */
export async function listAgreements(client: RestClient, companyId: number): Promise<Result<RecordList<Agreement>>> {
  const rows = await client.list(PATH, { conditions: eq('company/id', companyId), fields: FIELDS });
  return parseRecords(schema, rows, PATH, toAgreement);
}

/** Agreements of many companies, of any state: as many companies a request as an address holds. */
export async function listAgreementsOfCompanies(
  client: RestClient,
  companyIds: readonly number[],
): Promise<Result<RecordList<Agreement>>> {
  const lists: Result<RecordList<Agreement>>[] = [];
  for (const conditions of inIds('company/id', companyIds)) {
    const list = parseRecords(schema, await client.list(PATH, { conditions, fields: FIELDS }), PATH, toAgreement);
    if (!list.ok) return list;
    lists.push(list);
  }
  return joinListed(lists);
}

/** Agreements of every company, of any state, by id ascending: a request per 1,000. */
export async function listEveryAgreement(client: RestClient): Promise<Result<RecordList<Agreement>>> {
  return parseRecords(schema, await client.list(PATH, { fields: FIELDS }), PATH, toAgreement);
}

export async function readAgreement(client: RestClient, id: number): Promise<Result<Agreement | null>> {
  const found = await getOrNull(client, `${PATH}/${id}`, { fields: FIELDS });
  if (!found.ok) return fail(found.failure);
  if (found.value === null) return ok(null);
  const parsed = parseRecord(schema, found.value, PATH);
  return parsed.ok ? ok(toAgreement(parsed.value)) : parsed;
}
