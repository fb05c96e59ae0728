import type { BulkSyncView } from '../../domain/bulk-sync-view.ts';
import { fromPage, nothing } from './declaration.ts';

export const BULK_SYNC = {
  'bulk-sync.view': fromPage(nothing).answers<BulkSyncView | null>(),
  'bulk-sync.start': fromPage(nothing).answers<BulkSyncView>(),
  'bulk-sync.pause': fromPage(nothing).answers<BulkSyncView>(),
  'bulk-sync.cancel': fromPage(nothing).answers<BulkSyncView>(),
};
