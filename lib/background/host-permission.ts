import { mayCallHost } from '../platform/permissions.ts';
import type { Failure } from '../shared/errors.ts';

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

/**
 * Returns the failure for the first of these hosts that the browser does not let us call; undefined: we may call all.
 * @param hosts with or without port; '' is passed over
 */
export async function refusedHost(hosts: readonly string[]): Promise<Failure | undefined> {
  for (const hostname of new Set(hosts.map((host) => host.replace(/:\d+$/, '')))) {
    if (hostname !== '' && !(await mayCallHost(hostname))) return hostPermissionFailure(hostname);
  }
  return undefined;
}

/** Host with port, if any; '' where the address is none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
