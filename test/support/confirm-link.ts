import type { LinkConfirmation } from '../../lib/domain/link.ts';
import { isoTime } from '../../lib/shared/time.ts';
import type { SyncStore } from '../../lib/sync/store.ts';
import { NOW } from './builders/sync-records.ts';

/** A user confirmed long ago that the customer is the company's. */
export function confirmLink(
  store: Pick<SyncStore, 'confirmLinks'>,
  customerId: string,
  companyId: number,
  members: Partial<LinkConfirmation> = {},
): Promise<void> {
  const link: LinkConfirmation = {
    customerId,
    companyId,
    evidence: 'choice',
    confirmedBy: 'Test browser',
    confirmedAt: isoTime(NOW),
    ...members,
  };
  return store.confirmLinks([link]);
}
