import type { BULK_SYNC } from '../../messages/declarations/bulk-sync.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** The bulk sync. It is begun here and answered at once; the schedule continues it at every alarm. */
export function bulkSyncHandlers(background: Background): HandlersOf<typeof BULK_SYNC> {
  return {
    'bulk-sync.view': () => background.engines.use(async (engine) => ok(await engine.bulkSync())),
    'bulk-sync.start': async () => {
      const started = await background.engines.use((engine) => engine.startBulkSync());
      if (started.ok && started.value.state === 'running') background.follow(background.schedule.continueBulkSync());
      return started;
    },
    'bulk-sync.pause': () => background.engines.use((engine) => engine.pauseBulkSync()),
    'bulk-sync.cancel': () => background.engines.use((engine) => engine.cancelBulkSync()),
  };
}
