import type { Simulator } from './server.ts';

export interface InProcessOptions {
  /** Real milliseconds that each exchange takes; default none. */
  latency?: number;
}

/**
 * A `fetch` that reaches the simulated services without a socket, through the same faults and traffic recording. A
 * dropped connection rejects like a real one: `TypeError: fetch failed`. Where no answer would ever come, the client's time-out
 * comes at once: a `TimeoutError`.
 */
export function simulatorFetch(simulator: Pick<Simulator, 'handle'>, options: InProcessOptions = {}): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    aborted.catch(() => undefined);
    return Promise.race([exchange(simulator, request, options.latency ?? 0), aborted]);
  };
}

async function exchange(simulator: Pick<Simulator, 'handle'>, request: Request, latency: number): Promise<Response> {
  if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
  const outcome = await simulator.handle(request);
  if (outcome.kind === 'dropped') throw new TypeError('fetch failed');
  if (outcome.kind === 'no-answer') throw new DOMException('The operation timed out.', 'TimeoutError');
  return outcome.response;
}
