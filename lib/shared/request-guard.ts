import type { Failure } from './errors.ts';

/** Whether a request carries the keys of its connection. */
export type Carries = 'keys' | 'no-keys';

/** Asked before a request is built. Returns why it must not be sent; undefined: it may. */
export type RequestGuard = (url: string, carries: Carries) => Promise<Failure | undefined>;

export interface GuardDeps {
  /** Origins that the keys are bound to. */
  origins: readonly string[];
  /** Whether the browser lets us call a host now, by its name without port. */
  mayCall(hostname: string): Promise<boolean>;
  /** Whether the connection was ended since its keys were read. */
  isEnded?(): boolean;
}

/**
 * Returns the guard of a connection's requests. Keys go to the origins that they are bound to and nowhere else, whatever made the
 * address; no host is called whose permission the user took back, and none after *Disconnect*.
 */
export function createRequestGuard({ origins, mayCall, isEnded = () => false }: GuardDeps): RequestGuard {
  return async (url, carries) => {
    if (isEnded()) return ENDED;
    if (!URL.canParse(url)) return otherOrigin('another place', origins);
    const { origin, hostname, protocol } = new URL(url);
    if (protocol !== 'https:' || (carries === 'keys' && !origins.includes(origin))) return otherOrigin(origin, origins);
    return (await mayCall(hostname)) ? undefined : hostPermissionFailure(hostname);
  };
}

/** Returns the origin of a host with or without port, e.g. `https://na.myconnectwise.net`. */
export function originOfHost(host: string): string {
  return originOf(`https://${host}`);
}

/** Returns the origin of an address; an address that is none as it is, so that nothing else is equal to it. */
export function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}

/** For tools and tests without a browser: every request is sent. */
export const sendAll: RequestGuard = async () => undefined;

/** `value` is the host to ask the permission for; only a page can ask, on a click. */
export function hostPermissionFailure(hostname: string, field?: string): Failure {
  const failure: Failure = {
    code: 'host-permission',
    message: `The browser does not let Backup Bridge call ${hostname}.`,
    nextStep: `Test again under Options › Connections and allow access to ${hostname} when the browser asks.`,
    value: hostname,
  };
  return field === undefined ? failure : { ...failure, field };
}

const ENDED: Failure = {
  code: 'not-connected',
  message: 'The connection was ended while this was going on.',
  nextStep: 'Connect it again under Options › Connections.',
};

function otherOrigin(origin: string, origins: readonly string[]): Failure {
  return {
    code: 'not-connected',
    message: `The stored keys are for ${origins.join(' and ')} and are not sent to ${origin}.`,
    nextStep: 'Check the address, then enter the keys again under Options › Connections.',
  };
}
