import { restoreKey, revokeKey } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { releaseOf, upgrade } from '../../simulator/connectwise/state.ts';
import { type Row, valueAt } from '../../simulator/connectwise/table.ts';
import { Users } from '../../simulator/connectwise/users.ts';
import type { FaultRule } from '../../simulator/faults.ts';
import type { Simulation } from './simulation.ts';
import { differences, snapshotTables } from './tables.ts';

export type Handling = 'closed' | 'reopened' | 'merged' | 'moved' | 'bundled';

/** A record of a company that is none of ours, but is in the same list. */
export type Neighbor = 'ticket' | 'agreement' | 'managed-id' | 'configuration';

/** Lists that show a neighbor, with its record's own path. */
const PATHS: Record<Neighbor, string> = {
  ticket: '/service/tickets',
  agreement: '/finance/agreements',
  'managed-id': '/managementSummaryReports',
  configuration: '/company/configurations',
};

const TABLE_OF = {
  ticket: 'tickets',
  agreement: 'agreements',
  'managed-id': 'managementSummaryReports',
  configuration: 'configurations',
} as const;

const TECHNICIAN = { identifier: 'jsmith' };

/** What users do in ConnectWise while browsers sync, and a record of it: what they changed is not checked. */
export class UsersAtWork {
  /** `table/id/member`, or `table/id` of a record that they made. */
  readonly touched = new Set<string>();
  /** All that users did to a ticket but note it. */
  readonly handled = new Map<number, Set<Handling>>();
  /** Companies that bear a managed ID which is another company's. */
  readonly duplicates = new Set<number>();
  readonly #simulation: Simulation;
  readonly #users: Users;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#users = new Users(simulation.connectWise, simulation.clock);
  }

  get #tables() {
    return this.#simulation.connectWise.tables;
  }

  editAddition(nth: number, members: Record<string, unknown>): void {
    const row = pick(this.#tables.additions.all(), nth);
    if (row) this.#noting(() => this.#tables.additions.update(row.id, members, TECHNICIAN));
  }

  editManagedId(nth: number, members: Record<string, unknown>): void {
    const row = pick(this.#tables.managementSummaryReports.all(), nth);
    if (row) this.#noting(() => this.#tables.managementSummaryReports.update(row.id, members, TECHNICIAN));
  }

  /** Does something to one of our tickets that is not merged; nothing where there is none. */
  handleTicket(nth: number, what: Handling | 'noted'): void {
    const ours = this.#tables.tickets.all().filter((row) => row.externalXRef && !valueAt(row, 'mergedParentTicket/id'));
    const ticket = pick(ours, nth);
    if (!ticket) return;
    const wasClosed = Boolean(ticket.closedDate);
    this.#noting(() => this.#act(ticket, what));
    if (what === 'noted') return;
    const all = (this.handled.get(ticket.id) ?? new Set()).add(what);
    // Another board has other statuses: there a closed ticket is new.
    if (wasClosed && !this.#tables.tickets.get(ticket.id)?.closedDate) all.add('reopened');
    this.handled.set(ticket.id, all);
  }

  createTicket(companyId: number): void {
    this.#noting(() => this.#users.createTicket(companyId, 'Printer does not print'));
  }

  /** Makes a record beside ours, and answers the fault by which it cannot be read. */
  makeUnreadable(what: Neighbor, companyId: number): FaultRule {
    const before = new Set(this.#tables[TABLE_OF[what]].all().map(({ id }) => id));
    this.#noting(() => this.#addNeighbor(what, companyId));
    const id = this.#tables[TABLE_OF[what]].all().find((row) => !before.has(row.id))?.id;
    const own = `${PATHS[what]}(/${id}|/search)?([?]|$)`;
    return { site: 'connectwise', path: own, times: 'always', effect: { kind: 'unreadable-row', id } };
  }

  duplicateCompany(companyId: number): void {
    this.#noting(() => this.duplicates.add(this.#users.duplicateCompany(companyId)));
  }

  deleteDuplicate(nth: number): void {
    const { companies } = this.#tables;
    const left = [...this.duplicates].filter((id) => companies.get(id)?.deletedFlag !== true);
    const id = pick(left, nth);
    if (id !== undefined) this.#noting(() => this.#users.deleteCompany(id));
  }

  revokeKey(): void {
    revokeKey(this.#simulation.connectWise, SEED.publicKey);
  }

  fixConnection(): void {
    restoreKey(this.#simulation.connectWise, SEED.publicKey);
  }

  /**
   * A release older than any that names versions in `Accept` (docs/reference/connectwise-rest.md#discovery) is
   * upgraded.
   */
  upgradeOldRelease(): void {
    const { connectWise } = this.#simulation;
    if (Number(releaseOf(connectWise).split('.')[0]) < 2019) upgrade(connectWise, '2025.1');
  }

  /** Whoever made a company twice deletes the second one. */
  deleteDuplicates(): void {
    for (const _id of this.duplicates) this.deleteDuplicate(0);
  }

  #addNeighbor(what: Neighbor, companyId: number): void {
    const { agreements, configurations, managementSummaryReports } = this.#tables;
    const company = { id: companyId };
    if (what === 'ticket') this.#users.createTicket(companyId, 'Printer does not print');
    if (what === 'agreement') {
      const { id: _id, _info, ...first } = agreements.where('company/id', companyId)[0] ?? {};
      agreements.insert({ ...first, name: 'Block of hours', type: { id: SEED.agreementTypes.blockTime } }, TECHNICIAN);
    }
    if (what === 'managed-id') {
      const managementSolution = { id: 2, name: 'LabTech', setupName: 'LabTech' };
      const entry = { company, managementSolution, groupIdentifier: 'LT-1', deviceType: 'Workstations' };
      managementSummaryReports.insert(entry, TECHNICIAN);
    }
    if (what === 'configuration') {
      const type = { id: SEED.configurationTypes.managedWorkstation };
      configurations.insert({ name: 'Front desk', company, type, status: { id: 1 }, activeFlag: true }, TECHNICIAN);
    }
  }

  #act(ticket: Row, what: Handling | 'noted'): unknown {
    const company = Number(valueAt(ticket, 'company/id'));
    switch (what) {
      case 'closed':
        return this.#users.closeTicket(ticket.id);
      case 'reopened':
        return this.#users.reopenTicket(ticket.id);
      case 'moved': {
        const { professionalServices, helpDesk } = SEED.boards;
        const isThere = valueAt(ticket, 'board/id') === helpDesk;
        return this.#users.moveTicket(ticket.id, isThere ? professionalServices : helpDesk);
      }
      case 'bundled':
        return this.#users.makeChild(ticket.id, this.#users.createTicket(company, 'Everything about backups'));
      case 'merged':
        return this.#users.mergeInto(ticket.id, this.#users.createTicket(company, 'All about this customer'));
      case 'noted':
        return this.#users.addNote(ticket.id, 'Called the customer.');
    }
  }

  #noting(edit: () => unknown): void {
    const before = snapshotTables(this.#simulation.connectWise);
    edit();
    for (const { table, id, kind, members } of differences(before, snapshotTables(this.#simulation.connectWise))) {
      if (kind === 'created') this.touched.add(`${table}/${id}`);
      for (const member of members) this.touched.add(`${table}/${id}/${member}`);
    }
  }
}

function pick<T>(rows: readonly T[], nth: number): T | undefined {
  return rows[nth % Math.max(1, rows.length)];
}
