import type { SimulatorClock } from '../clock.ts';
import { DEVIATION_HEADER, UNDESCRIBED } from '../traffic.ts';
import { badRequest, ConnectWiseError, notFound, recordInUse } from './errors.ts';
import { createView, type View } from './present.ts';
import { pickFields } from './query/fields.ts';
import { forwardPage, navigablePage } from './query/paging.ts';
import { candidates, type Query, selectRows } from './query/select.ts';
import type { Draft, Parent, Resource } from './resource.ts';
import { isOwn, requireRight } from './rights.ts';
import type { ConnectWiseState } from './state.ts';
import { type Row, valueAt } from './table.ts';
import { draftOf, readObject, readPatch, resetUnsent, settle } from './write.ts';

/** An authenticated request for a resource. */
export interface Call {
  state: ConnectWiseState;
  clock: SimulatorClock;
  member: Row;
  method: string;
  url: URL;
  header: (name: string) => string | undefined;
  /** The parsed JSON body; throws 400 when it is none. */
  json: () => Promise<unknown>;
}

export interface Target {
  resource: Resource;
  parentId?: number;
  id?: number;
  /** `count` and `info` siblings. */
  sibling?: 'count' | 'info';
}

export interface Reply {
  status: 200 | 201 | 204;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Serves any resource by its definition: list, count, info, and GET, POST, PUT, PATCH, DELETE of a record. */
export async function handle(call: Call, target: Target): Promise<Reply> {
  const reply = await handleDescribed(call, target);
  if (!target.resource.undescribed) return reply;
  return { ...reply, headers: { ...reply.headers, [DEVIATION_HEADER]: UNDESCRIBED } };
}

async function handleDescribed(call: Call, target: Target): Promise<Reply> {
  const { resource, id, sibling } = target;
  const { method } = call;
  requireParent(call, target);
  const refused =
    (resource.frozen || sibling ? method !== 'GET' : false) ||
    (id === undefined ? !['GET', 'POST'].includes(method) : method === 'POST') ||
    resource.without?.some((verb) => verb === method);
  if (refused) throw new ConnectWiseError(405, 'MethodNotAllowed', `The resource does not support ${method}.`);

  if (method === 'POST') return create(call, target);
  if (id === undefined) return list(call, target);
  const row = ownRow(call, target, id);
  switch (method) {
    case 'GET':
      requireRight(call.state, call.member, resource.right, 'inquire', row);
      return {
        status: 200,
        body: shown(call, view(call, resource), row, sibling === 'info' ? resource.info : undefined),
      };
    case 'PUT':
    case 'PATCH':
      return change(call, resource, row);
    case 'DELETE':
      requireRight(call.state, call.member, resource.right, 'delete', row);
      requireUnused(call, resource, row);
      call.state.tables[resource.table].remove(row.id);
      resource.gone?.(row, call.state);
      return resource.plainStatus ? { status: 200, body: shown(call, view(call, resource), row) } : { status: 204 };
    default:
      throw new ConnectWiseError(405, 'MethodNotAllowed', `The resource does not support ${method}.`);
  }
}

/** The rows of a list, by a query from the address or from the body of a search. */
export function list(call: Call, { resource, parentId, sibling }: Target, query: Query = queryOf(call.url)): Reply {
  const level = requireRight(call.state, call.member, resource.right, 'inquire');
  const table = call.state.tables[resource.table];
  const all =
    resource.parent && parentId !== undefined
      ? table.where(resource.parent.column, parentId)
      : (managedConfigurations(call, resource) ?? candidates(table, query.conditions));
  const { shows } = resource;
  const listed = shows ? all.filter(shows) : all;
  const visible = level === 'My' ? listed.filter((row) => isOwn(row, call.member)) : listed;
  const rowView = view(call, resource);
  const forward = isForwardOnly(call);
  const rows = selectRows(visible, resource, rowView, forward ? { ...query, orderBy: undefined } : query);
  if (sibling === 'count') return { status: 200, body: { count: rows.length } };

  return onePage(call, rows, (row) => shown(call, rowView, row, sibling === 'info' ? resource.info : undefined));
}

/** The page of a list that the address asks for, in either kind of paging. `rows` by id, or in the asked order. */
export function onePage<T extends { id: number }>(call: Call, rows: readonly T[], show: (row: T) => unknown): Reply {
  const { options } = call.state;
  const paged = isForwardOnly(call) ? forwardPage : navigablePage;
  const { records, link } = paged(rows, call.url, options);
  const headers: Record<string, string> = link === undefined || options.withoutLink ? {} : { Link: link };
  return { status: 200, body: records.map(show), headers };
}

function isForwardOnly({ header }: Call): boolean {
  return header('pagination-type')?.toLowerCase() === 'forward-only';
}

async function create(call: Call, { resource, parentId }: Target): Promise<Reply> {
  requireRight(call.state, call.member, resource.right, 'add');
  const sent = readObject(resource, await call.json(), call.state);
  const parent = resource.parent && parentId !== undefined ? parentMember(resource.parent, parentId) : {};
  const draft = draftOf({ ...sent, ...parent }, undefined, sent, contextOf(call));
  const managed = managedIdentifier(call.url);
  if (resource.table === 'configurations' && managed) draft.row.managedIdentifier = managed;
  const row = call.state.tables[resource.table].insert(settle(resource, draft), writerOf(call));
  resource.stored?.(row, draft);
  return { status: resource.plainStatus ? 200 : 201, body: shown(call, view(call, resource), row) };
}

async function change(call: Call, resource: Resource, row: Row): Promise<Reply> {
  requireRight(call.state, call.member, resource.right, 'edit', row);
  const body = await call.json();
  const sent = call.method === 'PATCH' ? readPatch(resource, body, call.state) : readObject(resource, body, call.state);
  const members = call.method === 'PUT' ? resetUnsent(resource, sent) : sent;
  const managed = managedIdentifier(call.url);
  if (resource.table === 'configurations' && managed) members.managedIdentifier = managed;
  if (Object.keys(members).length > 0) {
    const draft = draftOf({ ...row, ...members }, structuredClone(row), sent, contextOf(call));
    const { id: _id, _info, ...settled } = settle(resource, draft);
    call.state.tables[resource.table].update(row.id, settled, writerOf(call));
    resource.stored?.(row, draft);
  }
  return { status: 200, body: shown(call, view(call, resource), row) };
}

/**
 * `GET /company/configurations?managedIdentifier=X`: configurations written with that managed id, and those of the
 * companies that have an entry with it. What ConnectWise means by it exactly is INFERRED
 * (docs/reference/connectwise-rest.md#configurations).
 */
function managedConfigurations(call: Call, resource: Resource): readonly Row[] | undefined {
  const managed = resource.table === 'configurations' ? managedIdentifier(call.url) : undefined;
  if (!managed) return undefined;
  const { configurations, managementSummaryReports } = call.state.tables;
  const companies = managementSummaryReports
    .where('groupIdentifier', managed)
    .map((entry) => valueAt(entry, 'company/id'));
  const found = [
    ...configurations.where('managedIdentifier', managed),
    ...companies.flatMap((id) => (typeof id === 'number' ? configurations.where('company/id', id) : [])),
  ];
  return [...new Map(found.map((row) => [row.id, row])).values()].sort((a, b) => a.id - b.id);
}

/**
 * Flat query key, or within the one query object that newer descriptions name
 * (docs/reference/connectwise-rest.md#configurations).
 */
function managedIdentifier(url: URL): string | undefined {
  const flat =
    url.searchParams.get('managedIdentifier') ?? url.searchParams.get('managedInformation.managedIdentifier');
  const whole = url.searchParams.get('managedInformation');
  if (flat || !whole) return flat || undefined;
  try {
    const inner = valueAt(JSON.parse(whole), 'managedIdentifier');
    return typeof inner === 'string' ? inner : undefined;
  } catch {
    throw badRequest('managedInformation is not a JSON object.');
  }
}

function requireUnused({ state }: Call, { usedBy, type }: Resource, row: Row): void {
  const user = usedBy?.(row, state);
  if (user !== undefined) throw recordInUse(type, user);
}

function requireParent(call: Call, { resource, parentId }: Target): void {
  if (!resource.parent || parentId === undefined) return;
  if (!call.state.tables[resource.parent.table].get(parentId)) throw notFound(resource.parent.table, parentId);
}

function ownRow(call: Call, { resource, parentId }: Target, id: number): Row {
  const row = call.state.tables[resource.table].get(id);
  const elsewhere = row && resource.parent && valueAt(row, resource.parent.column) !== parentId;
  if (!row || elsewhere) throw notFound(resource.type, id);
  return row;
}

function parentMember({ column }: Parent, id: number): Record<string, unknown> {
  const [head = column, inner] = column.split('/');
  return { [head]: inner ? { [inner]: id } : id };
}

function shown(call: Call, rowView: View, row: Row, only?: readonly string[]): Record<string, unknown> {
  const record = rowView.present(row);
  const part = only ? pickFields(record, ['id', ...only, '_info'].join(',')) : record;
  return pickFields(part, call.url.searchParams.get('fields') ?? undefined);
}

function queryOf({ searchParams }: URL): Query {
  const get = (name: string) => searchParams.get(name) ?? undefined;
  return {
    conditions: get('conditions'),
    childConditions: get('childConditions'),
    customFieldConditions: get('customFieldConditions'),
    orderBy: get('orderBy'),
  };
}

function view(call: Call, resource: Resource): View {
  return createView(resource, call.state, call.clock);
}

function contextOf(call: Call): Pick<Draft, 'state' | 'clock' | 'writer'> {
  return { state: call.state, clock: call.clock, writer: writerOf(call).identifier };
}

function writerOf(call: Call): { identifier: string } {
  return { identifier: String(call.member.identifier) };
}
