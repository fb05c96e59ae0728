import type { ImportedCustomer } from '../../domain/file-import.ts';
import { stateOfWord } from '../../domain/health-words.ts';
import type { Account, PortalEvent } from '../../domain/portal-facts.ts';
import { type IsoTime, readTime } from '../../shared/time.ts';

/**
 * A file has no event log, so events are what changed between two imports:
 *
 * | what changed | event | severity |
 * |---|---|---|
 * | anything about a customer, also that it is new or gone | service-status, ends nothing | ok: its company is synced |
 * | an account's status word to one that says failed | backup-failed | error |
 * | … to one that says warnings | backup-finished | warning |
 * | … to one that says OK, or a newer error-free backup | backup-finished | ok |
 *
 * Words that the product does not know are shown and make no event. Ids are made of what changed: the same file imported twice, or in
 * two browsers, makes the same events.
 * @param dataAt how old the data of the new import are
 */
export function deriveFileEvents(
  before: ImportedCustomer | undefined,
  now: ImportedCustomer | undefined,
  dataAt: IsoTime,
): PortalEvent[] {
  const customerId = (now ?? before)?.customer.id;
  if (customerId === undefined || isSame(before, now)) return [];
  const changed: PortalEvent = {
    id: `file:${customerId}:service-status:${dataAt}`,
    at: dataAt,
    customerId,
    severity: 'ok',
    type: 'service-status',
    message: now
      ? `${now.customer.name}: ${before ? 'other data in' : 'is new in'} the imported file.`
      : `${before?.customer.name}: is no longer in the imported file.`,
    ends: [],
  };
  const known = new Map(before?.accounts.map((account) => [account.id, account]));
  return [...(now?.accounts ?? []).flatMap((account) => ofAccount(known.get(account.id), account, dataAt)), changed];
}

function isSame(before: ImportedCustomer | undefined, now: ImportedCustomer | undefined): boolean {
  // Rows that were left out change with their line alone.
  const shown = (one: ImportedCustomer | undefined) => one && [one.customer, one.accounts, one.figures];
  return JSON.stringify(shown(before)) === JSON.stringify(shown(now));
}

function ofAccount(before: Account | undefined, now: Account, dataAt: IsoTime): PortalEvent[] {
  const state = knownState(now.lastStatus);
  const isOther = state !== undefined && state !== knownState(before?.lastStatus);
  const says = `The imported file says “${now.lastStatus}”.`;
  if (isOther && state === 'error') return [event(now, dataAt, 'backup-failed', 'error', says)];
  if (isOther && state === 'warning') return [event(now, dataAt, 'backup-finished', 'warning', says)];
  const isBad = state === 'error' || state === 'warning';
  const good = now.lastErrorFreeBackupAt;
  if (!isBad && before && isLater(good, before.lastErrorFreeBackupAt))
    return [event(now, good ?? dataAt, 'backup-finished', 'ok', 'A backup finished.')];
  return isOther && state === 'ok' && before ? [event(now, dataAt, 'backup-finished', 'ok', says)] : [];
}

/** What a status says of the past; undefined: nothing, or a word that nobody knows. */
function knownState(status: string | undefined): string | undefined {
  const state = stateOfWord(status?.trim() ?? '');
  return state === 'unknown' ? undefined : (state ?? undefined);
}

function isLater(time: IsoTime | undefined, than: IsoTime | undefined): boolean {
  const at = readTime(time);
  return at !== undefined && at > (readTime(than) ?? Number.NEGATIVE_INFINITY);
}

function event(
  { customerId, id, userName }: Account,
  at: IsoTime,
  type: PortalEvent['type'],
  severity: PortalEvent['severity'],
  says: string,
): PortalEvent {
  return {
    id: `file:${customerId}:${id}:${type}:${severity}:${at}`,
    at,
    customerId,
    accountId: id,
    severity,
    type,
    message: `${userName}: ${says}`,
  };
}
