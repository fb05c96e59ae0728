import type { ConnectWiseState } from '../../simulator/connectwise/state.ts';
import { type Row, valueAt } from '../../simulator/connectwise/table.ts';
import { isRecord } from './x360-answers.ts';

/** A request that would change something in ConnectWise, with the record as it truly was before. */
export interface WriteRequest {
  method: string;
  /** Below `apis/3.0`. */
  path: string;
  body: unknown;
  record: Row | undefined;
}

/** What a sync and its tickets may send, read without any code of the product (docs/reference/rules.md, docs/reference/trust.md). */
const ALLOWED: readonly { path: RegExp; method: string; members: RegExp }[] = [
  { path: /^\/finance\/agreements\/\d+\/additions\/\d+$/, method: 'PATCH', members: /^(quantity|invoiceDescription)$/ },
  {
    path: /^\/company\/companies\/\d+\/managementSummaryReports\/\d+$/,
    method: 'PATCH',
    members: /^(total\w+|(successful|failed)BackupJobs)$/,
  },
  {
    path: /^\/company\/configurations(\/\d+)?$/,
    method: 'POST PATCH',
    members: /^(backup\w+|lastBackupDate|vendorNotes|name|type|deviceIdentifier|activeFlag|company)$/,
  },
  { path: /^\/company\/configurations\/\d+$/, method: 'DELETE', members: /^$/ },
  {
    path: /^\/service\/tickets(\/\d+)?$/,
    method: 'POST PATCH',
    members:
      /^(summary|company|board|status|externalXRef|priority|type|subType|initial\w+|processNotifications|automaticEmail\w+)$/,
  },
  { path: /^\/service\/tickets\/\d+\/merge$/, method: 'POST', members: /^(mergeTicketIds|status)$/ },
  {
    path: /^\/service\/tickets\/\d+\/notes$/,
    method: 'POST',
    members: /^(text|\w+Flag|processNotifications)$/,
  },
];

/** The request, with the record that it is about. */
export async function writeRequest(request: Request, { tables }: ConnectWiseState): Promise<WriteRequest> {
  const path = new URL(request.url).pathname.replace(/^.*\/apis\/3\.0/, '');
  const text = await request.clone().text();
  const [, table, id] = /\/(additions|managementSummaryReports|configurations|tickets)\/(\d+)/.exec(path) ?? [];
  const record = table && tables[table as 'additions' | 'configurations'].get(Number(id));
  return {
    method: request.method,
    path,
    body: text === '' ? undefined : JSON.parse(text),
    record: record ? structuredClone(record) : undefined,
  };
}

/** Why a request must not have been sent; empty: it may. */
export function wrongIn({ method, path, body, record }: WriteRequest, state: ConnectWiseState): string[] {
  const rule = ALLOWED.find((one) => one.path.test(path) && one.method.includes(method));
  if (!rule) return [`${method} ${path} is nothing that a sync sends.`];
  const members = membersOf(body);
  const wrong = [...members].flatMap(([name, value]) => {
    if (!rule.members.test(name)) return [`${method} ${path} names "${name}".`];
    return name === 'quantity' && !isAmount(value) ? [`${method} ${path} has the quantity ${value}.`] : [];
  });
  const owner = ownerOf(path, members, record);
  if (owner && !customersOf(state, owner.companyId).has(owner.customer))
    wrong.push(`${method} ${path} is about ${owner.customer}, which is none of company ${owner.companyId}.`);
  return wrong;
}

/** Members that a body sets: those of a record, or of a list of steps. */
function membersOf(body: unknown): Map<string, unknown> {
  if (Array.isArray(body)) return new Map(body.map(({ path, value }) => [String(path).replace(/^\//, ''), value]));
  return new Map(isRecord(body) ? Object.entries(body) : []);
}

/** Whose record it is by its own mark, and at which company it is. */
function ownerOf(path: string, members: Map<string, unknown>, record: Row | undefined) {
  if (/additions/.test(path)) return undefined;
  const of = (name: string): unknown => record?.[name] ?? members.get(name);
  const mark = of('externalXRef') ?? of('deviceIdentifier') ?? of('groupIdentifier');
  const companyId = Number(valueAt({ company: of('company') }, 'company/id'));
  return typeof mark === 'string' ? { companyId, customer: mark.split(':')[0] ?? '' } : undefined;
}

/** EFS ids that a company's own entries have. */
export function customersOf({ tables }: ConnectWiseState, companyId: number): Set<string> {
  const entries = tables.managementSummaryReports.where('company/id', companyId);
  return new Set(entries.map(({ groupIdentifier }) => String(groupIdentifier)));
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
