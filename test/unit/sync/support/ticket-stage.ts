import { DEFAULT_RULES } from '../../../../lib/domain/notification-rule.ts';
import type { PortalEvent } from '../../../../lib/domain/portal-facts.ts';
import type { Settings } from '../../../../lib/domain/settings.ts';
import { isoTime } from '../../../../lib/shared/time.ts';
import { COMPANY, NOW, portalEvent, TICKET_SETTINGS } from '../../../support/builders/sync-records.ts';
import { newestEvents } from '../../../support/newest-events.ts';
import { type Stage, type StageOptions, stage, value } from './stage.ts';

/** Ticket integration, and no rule but the one for tickets: nothing is synced beside. */
export const ONLY_TICKETS: Partial<Settings> = {
  ...TICKET_SETTINGS,
  rules: DEFAULT_RULES.filter(({ action }) => action === 'open-ticket'),
};

export async function ticketStage(options: StageOptions = {}): Promise<Stage> {
  const on = await stage({ ...options, settings: { ...ONLY_TICKETS, ...options.settings } });
  await on.store.putLinks(COMPANY, ['342']);
  return on;
}

/** Another browser at the same ConnectWise. */
export function ticketStageBeside(beside: Stage, options: StageOptions = {}): Promise<Stage> {
  return ticketStage({ ...options, beside });
}

export function failure(id: string, at = NOW, members: Partial<PortalEvent> = {}): PortalEvent {
  const reported = { severity: 'error', type: 'backup-failed', message: 'Backup failed: disk is full.' } as const;
  return portalEvent(id, { at: isoTime(at), ...reported, ...members });
}

export function success(id: string, at = NOW): PortalEvent {
  return portalEvent(id, { at: isoTime(at), message: 'Backup finished without errors.' });
}

/** The portal reports this now, and the browser polls it. */
export async function report(on: Stage, ...events: PortalEvent[]): Promise<void> {
  on.portal.log.push(...events);
  value(await on.engine.poll());
}

/** Newest first: id, state, sentences. */
export async function outcomes(on: Stage): Promise<(string | undefined)[][]> {
  return (await newestEvents(on.engine, 20)).map((event) => [event.id, event.state, ...event.outcomes]);
}

/** The tickets in ConnectWise, in short: number, status, and what each was merged into. */
export function ticketsOf(on: Stage): string[] {
  return on.connectWise.tables.tickets.map(({ id, status, mergedParentTicket }) =>
    mergedParentTicket ? `#${id} ${status.name} in #${mergedParentTicket.id}` : `#${id} ${status.name}`,
  );
}

export function notesOf(on: Stage, ticketId: number): string[] {
  return on.connectWise.tables.notes.filter((note) => note.ticketId === ticketId).map(({ text }) => text);
}

/** A user writes on a ticket in ConnectWise. */
export function byUser(on: Stage, id: number, members: object): void {
  const found = on.connectWise.tables.tickets.find((ticket) => ticket.id === id);
  if (!found) throw new Error(`No ticket #${id}`);
  Object.assign(found, members, { _info: { lastUpdated: isoTime(on.time.now), updatedBy: 'jdoe' } });
}
