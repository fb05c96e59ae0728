import type { Engine } from '../../../lib/sync/engine.ts';

/** Polls until nothing is new: a poll stops after some seconds, which on a slow machine leaves pages of the log behind. */
export async function pollAll(engine: Engine): Promise<void> {
  for (;;) {
    const polled = await engine.poll();
    if (!polled.ok) throw new Error(polled.failure.message);
    if (polled.value.failure) throw new Error(polled.value.failure.message);
    if (polled.value.newEvents === 0) return;
  }
}
