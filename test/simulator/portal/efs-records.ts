import { HOSTS } from '../hosts.ts';
import { runMessage } from './event-texts.ts';
import type { PortalAccount, PortalCustomer, PortalEventRow } from './state.ts';

/** Records of the EFS portal API, version 1. The published description is `efs-portal.openapi.json`. */

const time = (milliseconds: number | undefined) =>
  milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
const text = (id: number | undefined) => (id === undefined ? undefined : String(id));

export function customerRecord(customer: PortalCustomer) {
  const { id, name, brand, active, updatedAt } = customer;
  return { id: String(id), name, brand, active, updatedAt: time(updatedAt) };
}

/** What the portal does not know is left out. */
export function accountRecord(account: PortalAccount) {
  const { accountNo, userName, role, plan, kind, onlineBytes, localBytes, mailboxes, licences } = account;
  return {
    id: String(account.id),
    parentId: text(account.parentId),
    accountNo,
    userName,
    role,
    plan,
    kind,
    expiresAt: time(account.expiresAt),
    onlineBytes,
    localBytes,
    mailboxes,
    licences,
    lastBackupAt: time(account.lastBackupAt),
    lastErrorFreeBackupAt: time(account.lastErrorFreeBackupAt),
    lastStatus: account.status,
    lastError: lastError(account),
    pageUrl: accountPage(account.id),
  };
}

/** Of the newest run, unless it went well. */
function lastError({ runs }: PortalAccount) {
  const run = runs.at(-1);
  return run && run.result !== 'ok' ? { text: runMessage(run), at: time(run.endedAt) } : undefined;
}

function accountPage(id: number): string {
  return `https://${HOSTS.efsPortal}/accounts/${id}`;
}

export function eventRecord(event: PortalEventRow) {
  const { brand, severity, type, message, details } = event;
  return {
    id: eventId(event.sequence),
    at: time(event.at),
    customerId: String(event.customerId),
    accountId: String(event.accountId),
    brand,
    severity,
    type,
    message,
    details,
    pageUrl: accountPage(event.accountId),
    ...event.raw,
  };
}

function eventId(sequence: number): string {
  return `ev-${String(sequence).padStart(10, '0')}`;
}
