import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';
import { withEngine } from '../with-engine.ts';

type Names = 'sweep.view' | 'sweep.start' | 'sweep.pause' | 'sweep.cancel';

/** The push of all customers. It is begun here and answered at once; the cycle goes on with it at every alarm. */
export function sweepHandlers(background: Background): Pick<Handlers, Names> {
  return {
    'sweep.view': () => withEngine(background, async (engine) => ok(await engine.sweep())),
    'sweep.start': async () => {
      const started = await withEngine(background, (engine) => engine.startSweep());
      if (started.ok && started.value.state === 'running') background.follow(background.cycle.sweep());
      return started;
    },
    'sweep.pause': () => withEngine(background, (engine) => engine.pauseSweep()),
    'sweep.cancel': () => withEngine(background, (engine) => engine.cancelSweep()),
  };
}
