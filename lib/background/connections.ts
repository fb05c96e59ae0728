import { tenantOf } from '../domain/connection-pair.ts';
import { type ConnectionStates, connectionState, type SideHealth } from '../domain/connection-state.ts';
import type { FileStore } from '../domain/file-import.ts';
import type { Failure } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import { storageFailure } from '../shared/storage-failure.ts';
import type { IsoTime } from '../shared/time.ts';
import type { Background } from './background.ts';
import { hostOf, refusedHost } from './host-permission.ts';

type Deps = Pick<Background, 'connections' | 'keys' | 'health' | 'files' | 'provisioning'>;

/**
 * Returns the state of both connections as every screen shows it. Asks nobody outside. A storage that cannot be read is part of the
 * answer, so that a screen shows what is known beside it.
 */
export async function readConnections({
  connections,
  keys,
  health,
  files,
  provisioning,
}: Deps): Promise<ConnectionStates> {
  try {
    const [connectWise, portal, known] = await Promise.all([
      connections.connectWise(),
      connections.portal(),
      health.read(),
    ]);
    const [connectWiseKeys, portalKey] = await Promise.all([keys.connectWise(), keys.portal()]);
    const storage = [connectWiseKeys, portalKey].map(storageFailureOf).find((failure) => failure !== undefined);
    return {
      connectWise: {
        ...(await stateOf(connectWise && [connectWise.site, connectWise.apiHost], connectWiseKeys, known.connectWise)),
        // What a policy could not connect; beside what is stored it says why that is not the policy's.
        ...failureOf(await provisioning.failure('connectWise')),
        ...(connectWise && {
          site: connectWise.site,
          tenant: tenantOf(connectWise.site, connectWise.companyId),
        }),
      },
      portal: {
        ...(await stateOf(portal && [hostOf(portal.baseUrl)], portalKey, known.portal)),
        ...failureOf(await provisioning.failure('portal')),
        ...(portal && { kind: portal.kind }),
        ...(portal?.file && { file: { name: portal.file.name, ...(await ageOf(files)) } }),
      },
      ...(storage && { storage }),
    };
  } catch (error) {
    const storage = storageFailure(error);
    if (!storage) throw error;
    return { connectWise: { state: 'unknown' }, portal: { state: 'unknown' }, storage };
  }
}

function failureOf(failure: Failure | undefined): { failure?: Failure } {
  return failure ? { failure } : {};
}

/** How old the data of the imported file are. */
async function ageOf(files: FileStore): Promise<{ dataAt?: IsoTime }> {
  const current = await files.current();
  return current ? { dataAt: current.dataAt } : {};
}

async function stateOf(hosts: readonly string[] | null, keys: Result<unknown>, health: SideHealth | undefined) {
  const refused = hosts ? await refusedHost(hosts) : undefined;
  return connectionState({ stored: hosts !== null, keys, refused, health });
}

function storageFailureOf(keys: Result<unknown>): Failure | undefined {
  return !keys.ok && keys.failure.code === 'storage' ? keys.failure : undefined;
}
