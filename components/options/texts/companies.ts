import type { BulkSyncView } from '../../../lib/domain/bulk-sync-view.ts';
import { count } from '../../ui/format.ts';

/** State of a bulk sync, in its report. */
export const BULK_SYNC = {
  paused: 'paused',
  /** Before an age. */
  begunBefore: 'begun ',
  /** Around a link to the journal. */
  needsUserBefore: (customers: number) => `${count(customers, 'customer needs', 'customers need')} review: `,
  needsUserLink: 'Journal & undo',
  needsUserAfter: ' says why. Changes on hold are listed under Approvals.',
  notLinked: (customers: number) =>
    `For ${count(customers, 'customer')} no company in ConnectWise was found that carries the customer’s EFS id. Open the company’s page in ConnectWise once, or add its two managed-id entries there.`,
} as const;

export const BULK_SYNC_STATES: Record<BulkSyncView['state'], string> = {
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

export const COMPANIES = {
  heading: 'Companies',
  lead: 'All customers of the portal at once, instead of one company after the other.',
  syncAll: 'Sync all customers',
  goesOn: 'It continues by itself once this works again.',
  pause: 'Pause',
  resume: 'Resume',
} as const;
