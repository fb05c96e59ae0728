import type { SourceKind } from '../../../lib/domain/portal-facts.ts';
import { readPortalInput } from '../../../lib/portal/config.ts';
import { createPortal } from '../../../lib/portal/portal.ts';
import type { Result } from '../../../lib/shared/result.ts';
import type { PortalPort } from '../../../lib/sync/ports.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN, X360_KEY } from '../../simulator/portal/seed.ts';
import { type SimulatorOptions, startSimulator } from '../../simulator/server.ts';

/** Those that the simulator serves. */
type ServedKind = Exclude<SourceKind, 'file'>;

export const KEYS: Record<ServedKind, string> = { 'efs-portal': EFS_TOKEN, x360recover: X360_KEY };

/** A seeded simulator without a socket, and an adapter connected to it. */
export async function connected(kind: ServedKind, options: SimulatorOptions = {}, key = KEYS[kind]) {
  const simulator = await startSimulator({ listen: false, ...options });
  const baseUrl = kind === 'efs-portal' ? `https://${HOSTS.efsPortal}` : '';
  const deps = { fetch: simulatorFetch(simulator), clock: () => simulator.clock.now() };
  const { config } = value(readPortalInput({ kind, baseUrl, key }));
  // The annotation is the check that the adapter is what the engine asks for.
  const portal: PortalPort = createPortal(config, deps);
  return { simulator, portal, deps, config };
}

/** The value, or an error that names the failure. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
