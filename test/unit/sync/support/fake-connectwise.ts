import type { Change } from '../../../../lib/domain/change.ts';
import type {
  Addition,
  Agreement,
  Company,
  Configuration,
  ManagedIdEntry,
  Reference,
} from '../../../../lib/domain/connectwise-records.ts';
import type { UnreadableRow } from '../../../../lib/domain/record-list.ts';
import type { InvoicedAddition } from '../../../../lib/domain/report-rows.ts';
import type { AvailableChoices } from '../../../../lib/domain/ticket-choices.ts';
import type { Failure } from '../../../../lib/shared/errors.ts';
import type { JsonValue } from '../../../../lib/shared/json.ts';
import { fail, ok, type Result } from '../../../../lib/shared/result.ts';
import type { ConnectWisePort, StoredRecord } from '../../../../lib/sync/ports.ts';
import { integration } from '../../../support/builders/setup-records.ts';
import {
  addition,
  agreement,
  BOARDS,
  company,
  configuration,
  entry,
  SETUP,
  STATUSES,
} from '../../../support/builders/sync-records.ts';
import { reportsOf } from './fake-reports.ts';
import { type TicketTables, writeTicket } from './fake-tickets.ts';

export interface Tables extends TicketTables {
  companies: Company[];
  entries: ManagedIdEntry[];
  agreements: Agreement[];
  additions: Addition[];
  configurations: Configuration[];
  boards: Reference[];
  choices: AvailableChoices;
  /** Lines of invoices, oldest first. */
  invoiced: InvoicedAddition[];
}

/** What happens to a call, decided by its name and count; undefined: nothing. */
export type Disturb = (call: string, change?: Change) => Disturbance | undefined;
export type Disturbance =
  | { failure: Failure }
  /** The write takes place and its answer is lost. */
  | { lostAfter: Failure }
  /** The browser sends the request twice by itself, and each takes place. */
  | { twice: true }
  /** The worker dies here: the call never returns. */
  | { hang: true };

/** ConnectWise in memory. `calls` lists every port call by name; each costs what REST would cost, one request. */
export interface FakeConnectWise extends ConnectWisePort {
  tables: Tables;
  calls: string[];
  /** Rows that cannot be read, by the name of the call whose list holds them. */
  unreadable: Partial<Record<keyof ConnectWisePort, UnreadableRow[]>>;
  disturb: Disturb;
  /** Time of the next writes' `_info.lastUpdated`. */
  now: () => number;
  /** The author of the next writes: the API member, unless a test sets a user. */
  member: string;
}

export const TIMEOUT: Failure = { code: 'timeout', message: 'No answer within 20 s.', nextStep: 'It is tried again.' };

export function fakeConnectWise(tables: Partial<Tables> = {}): FakeConnectWise {
  const fake: FakeConnectWise = {
    site: 'na.myconnectwise.net',
    tenant: 'na.myconnectwise.net/acme',
    siteTime: () => undefined,
    tables: {
      companies: [company()],
      entries: [],
      agreements: [agreement()],
      additions: [],
      configurations: [],
      tickets: [],
      notes: [],
      boards: structuredClone(BOARDS),
      statuses: structuredClone(STATUSES),
      choices: { priorities: [], types: [], subTypes: [] },
      invoiced: [],
      ...tables,
    },
    calls: [],
    unreadable: {},
    disturb: () => undefined,
    now: () => Date.parse('2026-11-21T12:00:00.000Z'),
    member: 'bridge',
    info: () => answer(fake, 'info', () => ({ version: 'v2025.1', isCloud: true })),
    actor: async () => ok({ member: 'bridge' }),
    memberRights: async () => ok(null),
    provenReads: async () => ok([]),
    executiveReport: async () => ok(null),
    company: (id) => answer(fake, 'company', (t) => t.companies.find((row) => row.id === id) ?? null),
    searchCompanies: (text) =>
      list(fake, 'searchCompanies', (t) => t.companies.filter((row) => row.name.includes(text))),
    companyNames: () =>
      list(fake, 'companyNames', (t) =>
        t.companies
          .filter(({ deletedFlag }) => !deletedFlag)
          .map(({ id, name }) => ({ id, name }))
          .sort(byId),
      ),
    everyCompany: () => list(fake, 'everyCompany', (t) => t.companies.filter((row) => !row.deletedFlag).sort(byId)),
    everyAgreement: () => list(fake, 'everyAgreement', (t) => [...t.agreements].sort(byId)),
    managedIdEntries: (id) =>
      list(
        fake,
        'managedIdEntries',
        (t) => t.entries.filter((row) => row.companyId === id).sort((a, b) => a.id - b.id),
        ofCompany(id),
      ),
    companiesByManagedId: (managedId) =>
      answer(fake, 'companiesByManagedId', (t) => [
        ...new Set(t.entries.filter((row) => row.groupIdentifier === managedId).map((row) => row.companyId)),
      ]),
    agreements: (id) =>
      list(fake, 'agreements', (t) => t.agreements.filter((row) => row.company.id === id), ofCompany(id)),
    agreement: (id) => answer(fake, 'agreement', (t) => t.agreements.find((row) => row.id === id) ?? null),
    additions: (id) => list(fake, 'additions', (t) => t.additions.filter((row) => row.agreementId === id)),
    configurations: (id, typeIds) =>
      list(
        fake,
        'configurations',
        (t) => t.configurations.filter((row) => row.companyId === id && typeIds.includes(row.type.id)),
        ofCompany(id),
      ),
    companiesByIds: (ids) =>
      list(fake, 'companiesByIds', (t) => t.companies.filter((row) => ids.includes(row.id)).sort(byId)),
    agreementsOfCompanies: (ids) =>
      list(fake, 'agreementsOfCompanies', (t) => t.agreements.filter((row) => ids.includes(row.company.id)).sort(byId)),
    configurationsOfCompanies: (ids, typeIds) =>
      list(fake, 'configurationsOfCompanies', (t) =>
        t.configurations.filter((row) => ids.includes(row.companyId) && typeIds.includes(row.type.id)).sort(byId),
      ),
    configurationOwners: (typeId, prefix, since) =>
      list(fake, 'configurationOwners', (t) =>
        t.configurations
          .filter((row) => row.type.id === typeId && row.deviceIdentifier.startsWith(`${prefix}-`))
          .filter((row) => since === undefined || (row._info.lastUpdated ?? '') >= since)
          .map(({ companyId, deviceIdentifier, _info }) => ({ companyId, deviceIdentifier, ..._info })),
      ),
    ticketsByXRef: (xref) =>
      list(fake, 'ticketsByXRef', (t) => t.tickets.filter((row) => row.externalXRef === xref).sort(byId)),
    openTickets: (prefix, companyId) =>
      list(fake, 'openTickets', (t) =>
        t.tickets
          .filter((row) => row.externalXRef.startsWith(prefix) && !row.closedFlag)
          .filter((row) => companyId === undefined || row.company.id === companyId)
          .sort(byId),
      ),
    companyTickets: (companyId, since) =>
      list(fake, 'companyTickets', (t) =>
        t.tickets.filter((row) => row.company.id === companyId && (row.dateEntered ?? '') >= since).sort(byId),
      ),
    ticket: (id) => answer(fake, 'ticket', (t) => t.tickets.find((row) => row.id === id) ?? null),
    ticketNotes: (id) => list(fake, 'ticketNotes', (t) => t.notes.filter((row) => row.ticketId === id).sort(byId)),
    boards: () => list(fake, 'boards', (t) => t.boards),
    boardStatuses: (boardId) =>
      list(fake, 'boardStatuses', (t) =>
        t.statuses.filter((row) => row.boardId === boardId).sort((a, b) => a.sortOrder - b.sortOrder || a.id - b.id),
      ),
    ticketChoices: () => answer(fake, 'ticketChoices', (t) => t.choices),
    managementSolutions: () => list(fake, 'managementSolutions', () => SETUP.managementSolutions),
    managedDevicesIntegrations: () => list(fake, 'managedDevicesIntegrations', () => [integration({ id: 1 })]),
    crossReferences: () => list(fake, 'crossReferences', () => SETUP.crossReferences),
    configurationTypes: () => list(fake, 'configurationTypes', () => SETUP.configurationTypes),
    products: () => list(fake, 'products', () => []),
    searchProducts: () => list(fake, 'searchProducts', () => []),
    productsNamed: () => list(fake, 'productsNamed', () => []),
    productTables: () => answer(fake, 'productTables', () => ({ subcategories: [], types: [], units: [] })),
    ...reportsOf(() => fake, answer),
    read: (resource, ref) =>
      answer(fake, 'read', () => rowsOf(fake, resource).find((row) => row.id === ref.id) ?? null),
    write: (change) => answered(fake, 'write', () => write(fake, change), change),
  };
  return fake;
}

function byId(a: { id: number }, b: { id: number }): number {
  return a.id - b.id;
}

/** A list, with the unreadable rows of the test. */
function list<T>(
  fake: FakeConnectWise,
  call: keyof ConnectWisePort,
  read: (tables: Tables) => T[],
  isHere: (row: UnreadableRow) => boolean = () => true,
) {
  const unreadable = () => (fake.unreadable[call] ?? []).filter(isHere);
  return answered(fake, call, (tables) => ok({ rows: read(tables), unreadable: unreadable() }));
}

/** Rows of one company, or of none that they name. */
function ofCompany(id: number) {
  return ({ companyId }: UnreadableRow) => companyId === undefined || companyId === id;
}

function answer<T>(fake: FakeConnectWise, call: string, read: (tables: Tables) => T) {
  return answered(fake, call, (tables) => ok(read(tables)));
}

async function answered<T>(
  fake: FakeConnectWise,
  call: string,
  work: (tables: Tables) => Result<T>,
  change?: Change,
): Promise<Result<T>> {
  fake.calls.push(call);
  const disturbance = fake.disturb(call, change);
  if (disturbance && 'hang' in disturbance) return new Promise<never>(() => {});
  if (disturbance && 'failure' in disturbance) return fail(disturbance.failure);
  if (disturbance && 'twice' in disturbance) work(fake.tables);
  const done = structuredClone(work(fake.tables));
  return disturbance && 'lostAfter' in disturbance ? fail(disturbance.lostAfter) : done;
}

function rowsOf(fake: FakeConnectWise, resource: Change['resource']): StoredRecord[] {
  const { entries, additions, configurations, tickets, notes } = fake.tables;
  const rows: Partial<Record<Change['resource'], StoredRecord[]>> = {
    'managed-id-entry': entries,
    addition: additions,
    configuration: configurations,
    ticket: tickets,
    'ticket-note': notes,
  };
  return rows[resource] ?? [];
}

function write(fake: FakeConnectWise, change: Change): Result<StoredRecord | null> {
  const _info = { lastUpdated: new Date(fake.now()).toISOString(), updatedBy: fake.member };
  if (change.resource === 'ticket' || change.resource === 'ticket-note') {
    const written = writeTicket(fake.tables, change, { member: fake.member, at: _info.lastUpdated });
    return 'failure' in written ? fail(written.failure) : ok(written.record);
  }
  const rows = rowsOf(fake, change.resource);
  if (change.op === 'delete') {
    rows.splice(0, rows.length, ...rows.filter((row) => row.id !== change.ref.id));
    return ok(null);
  }
  const values: Record<string, JsonValue> = Object.fromEntries(change.fields.map(({ field, to }) => [field, to]));
  const existing = rows.find((row) => row.id === change.ref.id);
  if (existing) return ok(Object.assign(existing, values, { _info }));
  const id = Math.max(0, ...rows.map((row) => row.id)) + 1;
  const { companyId, agreementId = 0 } = change.ref;
  const make: Partial<Record<Change['resource'], () => StoredRecord>> = {
    'managed-id-entry': () => entry({ id, companyId, groupIdentifier: '' }),
    addition: () => addition({ id, agreementId }),
    configuration: () => configuration({ id, companyId }),
  };
  const made = make[change.resource]?.();
  // The set-up of ConnectWise is tried with the simulator.
  if (!made) throw new Error(`The fake has no ${change.resource}.`);
  Object.assign(made, values, { _info });
  rows.push(made);
  return ok(made);
}
