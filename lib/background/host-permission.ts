import { mayCallHost } from '../platform/permissions.ts';
import type { Failure } from '../shared/errors.ts';
import { hostPermissionFailure } from '../shared/request-guard.ts';

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
