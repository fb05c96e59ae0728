import type { STATUS } from '../../messages/declarations/status.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { readStatus } from '../status.ts';

/** The popup: how things stand, and asking the portal now. */
export function statusHandlers(background: Background): HandlersOf<typeof STATUS> {
  return {
    'status.view': async () => ok(await readStatus(background)),
    'poll.now': () => {
      const polled = background.schedule.pollNow();
      background.follow(polled);
      return polled;
    },
  };
}
