import { SIDES } from '../../domain/connection-state.ts';
import type { LOCK } from '../../messages/declarations/lock.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { disconnect } from '../disconnect.ts';

/** The passphrase lock. What is refused while it is on, the router refuses. */
export function lockHandlers(background: Background): HandlersOf<typeof LOCK> {
  const { lock } = background;
  return {
    'lock.view': async () => ok(await lock.view()),
    'lock.active': async () => ok(await lock.active()),
    'lock.unlock': ({ passphrase }) => lock.unlock(passphrase),
    'lock.now': async () => ok(await lock.lockNow()),
    'lock.set': ({ passphrase, minutes }) => lock.set(passphrase, minutes),
    'lock.change': ({ current, passphrase, minutes }) =>
      lock.change(current, { ...(passphrase !== undefined && { passphrase }), ...(minutes && { minutes }) }),
    'lock.remove': ({ current }) => lock.remove(current),
    async 'lock.forget'() {
      // The keys first: where they cannot be deleted, the lock stays.
      for (const side of SIDES) await disconnect(background, side);
      return ok(await lock.forget());
    },
  };
}
