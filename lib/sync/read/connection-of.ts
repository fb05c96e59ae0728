import type { ConnectionPair } from '../../domain/connection-pair.ts';
import type { EngineDeps } from '../engine-api.ts';

/** Returns which ConnectWise and which portal the engine works for. */
export function connectionOf({ connectWise, portal }: Pick<EngineDeps, 'connectWise' | 'portal'>): ConnectionPair {
  return { tenant: connectWise.tenant, portal: portal.source };
}
