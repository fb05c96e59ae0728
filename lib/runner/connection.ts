import type { ConnectWiseConnection, Learned } from '../connectwise/connection.ts';
import type { RateLimiter } from '../connectwise/rate-limiter.ts';
import { testConnection } from '../connectwise/test-connection.ts';
import type { Fetch } from '../shared/http.ts';
import { ok, type Result } from '../shared/result.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import type { Clock } from '../shared/time.ts';
import type { RunnerConfig } from './config/read-config.ts';

export interface ConnectionDeps {
  config: Pick<RunnerConfig, 'connectWise'>;
  items: StorageArea;
  fetch: Fetch;
  clock: Clock;
  rate: (site: string) => RateLimiter;
}

/** What was found out about the ConnectWise of the configuration; holds no secret. */
type Found = Omit<ConnectWiseConnection, 'privateKey' | 'clientId'> & { siteUrl: string };

const ITEM = 'connection';

/**
 * Returns the connection to ConnectWise: with what an earlier start found out, else proven with reads.
 */
export async function connectTo(deps: ConnectionDeps): Promise<Result<ConnectWiseConnection>> {
  const { config, items } = deps;
  const { siteUrl, companyId, publicKey, privateKey, clientId } = config.connectWise;
  const known = (await items.get(ITEM)) as Found | undefined;
  const isSame = known?.siteUrl === siteUrl && known.companyId === companyId && known.publicKey === publicKey;
  if (isSame) {
    const { siteUrl: _typed, ...found } = known;
    return ok({ ...found, privateKey, clientId });
  }
  const tested = await testConnection(config.connectWise, deps);
  if (!tested.ok) return tested;
  const { privateKey: _key, clientId: _id, ...found } = tested.value.connection;
  await items.set(ITEM, { ...found, siteUrl } satisfies Found);
  return ok(tested.value.connection);
}

/** Keeps what calls taught, so that the next start has it. */
export async function keepLearned(items: StorageArea, learned: Learned): Promise<void> {
  const known = (await items.get(ITEM)) as Found | undefined;
  if (known) await items.set(ITEM, { ...known, ...learned });
}
