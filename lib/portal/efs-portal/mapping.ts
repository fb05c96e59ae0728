import type * as z from 'zod/mini';
import { errorText } from '../../domain/last-error.ts';
import type { Account, BackupCopy, Customer, PortalEvent } from '../../domain/portal-facts.ts';
import { portalPage } from '../../domain/portal-page.ts';
import { present } from '../fields.ts';
import type { accountSchema, customerSchema, eventSchema } from './schemas.ts';

export function toCustomer(raw: z.infer<typeof customerSchema>): Customer {
  return present<Customer>(raw);
}

/** @param portalAddress of the connected portal, for the account's page */
export function toAccount(raw: z.infer<typeof accountSchema>, customerId: string, portalAddress: string): Account {
  const { pageUrl, lastError, ...account } = raw;
  const text = errorText(lastError?.text);
  return present<Account>({
    ...account,
    customerId,
    plan: raw.plan ?? '',
    kind: raw.kind ?? 'unknown',
    copies: copiesOf(raw),
    lastError: text ? { text, ...(lastError?.at && { at: lastError.at }) } : undefined,
    portalUrl: portalPage(pageUrl, portalAddress),
  });
}

export function toEvent(raw: z.infer<typeof eventSchema>, portalAddress: string): PortalEvent {
  const { pageUrl, ...event } = raw;
  return present<PortalEvent>({ ...event, portalUrl: portalPage(pageUrl, portalAddress) });
}

/**
 * A copy exists wherever space is used: `localBytes: 0` is no local copy, and `onlineBytes: 0` is one only of an account that was
 * backed up. This portal gives one time for both, that of the newest error-free backup, and no thresholds.
 */
function copiesOf(raw: z.infer<typeof accountSchema>): BackupCopy[] {
  const copies: BackupCopy[] = [];
  const lastRestorePointAt = raw.lastErrorFreeBackupAt ?? undefined;
  const wasBackedUp = Boolean(raw.lastBackupAt ?? raw.lastErrorFreeBackupAt);
  if (raw.onlineBytes || (raw.onlineBytes === 0 && !raw.localBytes && wasBackedUp))
    copies.push(present<BackupCopy>({ where: 'remote', lastRestorePointAt }));
  if (raw.localBytes) copies.push(present<BackupCopy>({ where: 'local', lastRestorePointAt }));
  return copies;
}
