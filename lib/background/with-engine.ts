import type { Result } from '../shared/result.ts';
import type { Engine } from '../sync/engine-api.ts';
import type { Background } from './background.ts';

/** Asks the engine, or says why there is none. */
export async function withEngine<T>(
  background: Background,
  work: (engine: Engine) => Promise<Result<T>>,
): Promise<Result<T>> {
  const engine = await background.engines.engine();
  return engine.ok ? work(engine.value) : engine;
}
