import type { BULK_SYNC } from '../../messages/declarations/bulk-sync.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { withEngine } from '../with-engine.ts';

/** The bulk sync. It is begun here and answered at once; the cycle goes on with it at every alarm. */
export function bulkSyncHandlers(background: Background): HandlersOf<typeof BULK_SYNC> {
  return {
    'bulk-sync.view': () => withEngine(background, async (engine) => ok(await engine.bulkSync())),
    'bulk-sync.start': async () => {
      const started = await withEngine(background, (engine) => engine.startBulkSync());
      if (started.ok && started.value.state === 'running') background.follow(background.cycle.bulkSync());
      return started;
    },
    'bulk-sync.pause': () => withEngine(background, (engine) => engine.pauseBulkSync()),
    'bulk-sync.cancel': () => withEngine(background, (engine) => engine.cancelBulkSync()),
  };
}
