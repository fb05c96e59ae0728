import { onTestFinished } from 'vitest';
import { simulatedEngine } from '../../../support/simulated-engine.ts';

/** The real engine, clients and store against the simulator, without a socket, until the test ends. */
export async function simulated(...options: Parameters<typeof simulatedEngine>) {
  const world = await simulatedEngine(...options);
  onTestFinished(() => world.store.close());
  return world;
}
