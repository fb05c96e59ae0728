import { SimulatorClock } from '../../../simulator/clock.ts';
import { createConnectWiseRest } from '../../../simulator/connectwise/rest.ts';
import { type ConnectWiseSeedOptions, SEED, seedConnectWise } from '../../../simulator/connectwise/seed.ts';
import { type ConnectWiseState, createConnectWiseState } from '../../../simulator/connectwise/state.ts';
import type { Exchange } from '../../../simulator/traffic.ts';

interface Answer {
  status: number;
  /** Parsed; tests look into it by name. */
  body: Body;
  headers: Headers;
}
type Body = Record<string, unknown>;

export interface Rig {
  state: ConnectWiseState;
  clock: SimulatorClock;
  exchanges: Exchange[];
  /** Sends a request under `/{codebase}apis/3.0` of the API host, as the seeded API member. */
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** Sends a request to any address. */
  raw: (url: string, init?: RequestInit) => Promise<Response>;
}

export const AUTHORIZATION = `Basic ${btoa(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`)}`;

export function createRig(options: ConnectWiseSeedOptions = { variant: 'clean' }): Rig {
  const clock = new SimulatorClock();
  const state = createConnectWiseState(clock);
  seedConnectWise(state, options);
  const rest = createConnectWiseRest(state, clock);
  const exchanges: Exchange[] = [];
  const raw = async (url: string, init?: RequestInit) => rest.request(url, init);
  return {
    state,
    clock,
    exchanges,
    raw,
    async call(method, path, body, headers = {}) {
      const url = `https://${state.apiHost}/${state.codebase}apis/3.0${path}`;
      const requestHeaders = { authorization: AUTHORIZATION, clientId: SEED.clientId, ...headers };
      const init: RequestInit = { method, headers: { ...requestHeaders, 'content-type': 'application/json' } };
      if (body !== undefined) init.body = JSON.stringify(body);
      const response = await raw(url, init);
      const text = await response.text();
      const responseBody = text ? JSON.parse(text) : undefined;
      exchanges.push({ method, url, requestHeaders, requestBody: body, status: response.status, responseBody });
      return { status: response.status, body: responseBody, headers: response.headers };
    },
  };
}

/** `conditions=…` with the text encoded. */
export function where(conditions: string, more = ''): string {
  return `?conditions=${encodeURIComponent(conditions)}${more}`;
}

export function ids(body: unknown): number[] {
  return (body as { id: number }[]).map(({ id }) => id);
}
