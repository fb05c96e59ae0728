import { People } from '../../simulator/connectwise/people.ts';
import { restoreKey, revokeKey } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { type Row, valueAt } from '../../simulator/connectwise/table.ts';
import type { Simulation } from './simulation.ts';
import { differences, snapshotTables } from './tables.ts';

export type Handling = 'closed' | 'reopened' | 'merged' | 'moved' | 'bundled';

const TECHNICIAN = { identifier: 'jsmith' };

/** What people do in ConnectWise while browsers sync, and a record of it: what they touched is not ours to judge. */
export class PeopleAtWork {
  /** `table/id/member`, or `table/id` of a record that they made. */
  readonly touched = new Set<string>();
  /** All that persons did to a ticket but note it. */
  readonly handled = new Map<number, Set<Handling>>();
  readonly #simulation: Simulation;
  readonly #people: People;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.#people = new People(simulation.connectWise, simulation.clock);
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
    this.#noting(() => this.#act(ticket, what));
    if (what === 'noted') return;
    this.handled.set(ticket.id, (this.handled.get(ticket.id) ?? new Set()).add(what));
  }

  createTicket(companyId: number): void {
    this.#noting(() => this.#people.createTicket(companyId, 'Printer does not print'));
  }

  revokeKey(): void {
    revokeKey(this.#simulation.connectWise, SEED.publicKey);
  }

  mendConnection(): void {
    restoreKey(this.#simulation.connectWise, SEED.publicKey);
  }

  #act(ticket: Row, what: Handling | 'noted'): unknown {
    const company = Number(valueAt(ticket, 'company/id'));
    switch (what) {
      case 'closed':
        return this.#people.closeTicket(ticket.id);
      case 'reopened':
        return this.#people.reopenTicket(ticket.id);
      case 'moved': {
        const { professionalServices, helpDesk } = SEED.boards;
        const isThere = valueAt(ticket, 'board/id') === helpDesk;
        return this.#people.moveTicket(ticket.id, isThere ? professionalServices : helpDesk);
      }
      case 'bundled':
        return this.#people.makeChild(ticket.id, this.#people.createTicket(company, 'Everything about backups'));
      case 'merged':
        return this.#people.mergeInto(ticket.id, this.#people.createTicket(company, 'All about this customer'));
      case 'noted':
        return this.#people.addNote(ticket.id, 'Called the customer.');
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
