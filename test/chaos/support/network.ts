import type { Fetch } from '../../../lib/shared/http.ts';
import { upgrade } from '../../simulator/connectwise/state.ts';
import type { FaultEffect } from '../../simulator/faults.ts';
import type { Simulation } from './simulation.ts';
import type { Life } from './worker-life.ts';

/** What may go wrong with one exchange. */
export type NetworkFault =
  | FaultEffect
  /** Nothing is sent and no answer comes until the client gives up. */
  | { kind: 'timeout-before' }
  /** The request is executed, but no answer comes until the client gives up. */
  | { kind: 'timeout-after' }
  /** ConnectWise was upgraded a moment before: its address has moved. */
  | { kind: 'upgraded' };

/** Each exchange takes this long. */
const EXCHANGE_MILLISECONDS = 20;
const TIMEOUT_MILLISECONDS = 30_000;

/** The line between the browsers and the other side, which counts and may fail. */
export class Network {
  /** Exchanges that were begun. */
  count = 0;
  /** Faults that were dealt out. */
  faulted = 0;
  readonly #simulation: Simulation;
  readonly #faults = new Map<number, NetworkFault>();
  /** All of them so far, as `METHOD /path`. */
  readonly requests: string[] = [];

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** The nth exchange from the beginning, counted from 1, will meet this. */
  failAt(nth: number, fault: NetworkFault): void {
    this.#faults.set(nth, fault);
  }

  /** The next exchange but `after` will meet this. */
  failNext(fault: NetworkFault, after = 0): void {
    this.#faults.set(this.count + 1 + after, fault);
  }

  /** From now on the line is good. */
  fix(): void {
    this.#faults.clear();
    this.#simulation.faults.clear();
  }

  fetchOf(life: Life): Fetch {
    return (url, init) => {
      const { pathname } = new URL(url);
      const what = `${init?.method ?? 'GET'} ${pathname.replace(/^.*\/apis\/3\.0/, '')}`;
      return life.through(what, () => this.#exchange(url, init, what));
    };
  }

  async #exchange(url: string, init: RequestInit | undefined, what: string): Promise<Response> {
    this.count += 1;
    this.requests.push(what);
    const fault = this.#faults.get(this.count);
    this.#faults.delete(this.count);
    if (fault) this.faulted += 1;
    this.#simulation.clock.advance(EXCHANGE_MILLISECONDS);
    if (fault?.kind === 'timeout-before') throw this.#timeOut();
    if (fault?.kind === 'upgraded') upgrade(this.#simulation.connectWise);
    // Without the signal: its timer runs in real time, which here has nothing to do with the time that passes.
    const { signal: _signal, ...rest } = init ?? {};
    const request = new Request(url, rest);
    if (fault && !isOurs(fault)) this.#simulation.faults.add(onlyThis(request, fault));
    const response = await this.#simulation.exchange(request).catch((error: unknown) => {
      throw isTimeOut(error) ? this.#timeOut() : error;
    });
    if (fault?.kind === 'timeout-after') throw this.#timeOut();
    return response;
  }

  #timeOut(): DOMException {
    this.#simulation.clock.advance(TIMEOUT_MILLISECONDS);
    return new DOMException('The operation timed out.', 'TimeoutError');
  }
}

function isTimeOut(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function isOurs(fault: NetworkFault): fault is Exclude<NetworkFault, FaultEffect> {
  return fault.kind === 'timeout-before' || fault.kind === 'timeout-after' || fault.kind === 'upgraded';
}

function onlyThis(request: Request, effect: FaultEffect) {
  const { hostname, pathname, search } = new URL(request.url);
  const path = `^${(pathname + search).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
  return { host: hostname, method: request.method, path, effect };
}
