import type * as z from 'zod/mini';
import type { Account, BackupCopy, Customer, PortalEvent } from '../../domain/portal-facts.ts';
import { present } from '../fields.ts';
import type { accountSchema, customerSchema, eventSchema } from './schemas.ts';

export function toCustomer(raw: z.infer<typeof customerSchema>): Customer {
  return present<Customer>(raw);
}

export function toAccount(raw: z.infer<typeof accountSchema>, customerId: string): Account {
  return present<Account>({
    ...raw,
    customerId,
    plan: raw.plan ?? '',
    kind: raw.kind ?? 'unknown',
    copies: copiesOf(raw),
  });
}

export function toEvent(raw: z.infer<typeof eventSchema>): PortalEvent {
  return present<PortalEvent>(raw);
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
