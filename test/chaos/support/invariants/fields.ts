import type { Change, JournalEntry } from '../../../../lib/domain/change.ts';
import type { TableName } from '../../../simulator/connectwise/state.ts';
import type { Row } from '../../../simulator/connectwise/table.ts';
import { differences, snapshotTables } from '../tables.ts';
import type { ChaosWorld } from '../world.ts';

/** What a sync and a ticket may write at all, by REST member; `derived`: what ConnectWise sets by itself along with them. */
const WRITTEN: Partial<Record<TableName, { resource: string; members: RegExp; derived?: RegExp }>> = {
  additions: { resource: 'addition', members: /^(quantity|invoiceDescription)$/ },
  managementSummaryReports: {
    resource: 'managed-id-entry',
    members: /^(total(Workstations|Servers|.*Machines?)|(successful|failed)BackupJobs|.*Backup.*)$/i,
  },
  configurations: { resource: 'configuration', members: /^(backup\w+|lastBackupDate|vendorNotes)$/ },
  tickets: {
    resource: 'ticket',
    members: /^(status|summary|mergedParentTicket|externalXRef)$/,
    derived: /^(closedDate|closedBy)$/,
  },
  ticketNotes: { resource: 'ticket-note', members: /^$/ },
};

/**
 * Invariant 4: a record differs from what it was only in members that a plan may name, that a journal has as written,
 * or that a user changed. A journal also has what is new or deleted.
 */
export async function untouchedOutsideThePlan(world: ChaosWorld): Promise<string[]> {
  const journal: JournalEntry[] = [];
  for (const browser of world.browsers) {
    journal.push(...(await browser.look((store) => store.journal({ limit: Number.MAX_SAFE_INTEGER }))));
  }
  const written = new Set<string>();
  /** How many requests to create a record of each key the journals have. */
  const creates = new Map<string, number>();
  for (const { change, state, recordId } of journal) {
    const key = keyOf(change);
    // Held ones and those that had to wait never came to a request.
    if (change.op === 'create' && key && state !== 'held' && state !== 'conflict')
      creates.set(key, (creates.get(key) ?? 0) + 1);
    const id = recordId ?? change.ref.id ?? keyOf(change);
    if (id === undefined) continue;
    written.add(`${change.resource}/${id}/${change.op}`);
    for (const { field } of change.fields) written.add(`${change.resource}/${id}/${field.split('/')[0]}`);
  }
  const { touched } = world.users;
  return differences(world.before, snapshotTables(world.simulation.connectWise)).flatMap(
    ({ table, id, kind, members }) => {
      const rule = WRITTEN[table];
      if (touched.has(`${table}/${id}`)) return [];
      if (!rule) return [`${table} ${id} was ${kind}${members.length ? `: ${members.join(', ')}` : ''}.`];
      if (kind === 'created') {
        const key = keyIn(world.simulation.connectWise.tables[table].get(id));
        const reported =
          [id, key].some((name) => written.has(`${rule.resource}/${name}/create`)) ||
          (key !== undefined && rowsWith(world, table, key) <= (creates.get(key) ?? 0));
        // A note that ConnectWise makes of the first description is in no journal by itself.
        const comesAlong = table === 'ticketNotes' && isFirstNote(world, id);
        return reported || comesAlong ? [] : [`${table} ${id} was created, and no journal has it.`];
      }
      if (kind === 'removed') {
        return written.has(`${rule.resource}/${id}/delete`)
          ? []
          : [`${table} ${id} was deleted, and no journal has it.`];
      }
      return members
        .filter((member) => !touched.has(`${table}/${id}/${member}`))
        .filter((member) => !rule.derived?.test(member))
        .filter((member) => !rule.members.test(member) || !written.has(`${rule.resource}/${id}/${member}`))
        .map((member) => `${table} ${id}: ${member} changed, and no plan named it.`);
    },
  );
}

/** By what a created record is distinguished from others, where its number was never learned. */
function keyOf({ fields }: Change): string | undefined {
  const key = fields.find(({ field }) => field === 'deviceIdentifier' || field === 'externalXRef')?.to;
  return typeof key === 'string' ? key : undefined;
}

function keyIn(row: Row | undefined): string | undefined {
  const key = row?.deviceIdentifier ?? row?.externalXRef;
  return typeof key === 'string' ? key : undefined;
}

/**
 * Records with this key. Two browsers may request the same one, and a late request may be executed after the other's: which record is
 * whose cannot be known then, but each of them results from a request in a journal.
 */
function rowsWith({ simulation }: ChaosWorld, table: TableName, key: string): number {
  return simulation.connectWise.tables[table].all().filter((row) => keyIn(row) === key).length;
}

function isFirstNote(world: ChaosWorld, id: number): boolean {
  const { ticketNotes } = world.simulation.connectWise.tables;
  const ticketId = Number(ticketNotes.get(id)?.ticketId);
  return ticketNotes.where('ticketId', ticketId)[0]?.id === id;
}
