import { nothingToRedact } from '../shared/redact.ts';
import { createRequestGuard } from '../shared/request-guard.ts';
import { ok, type Result } from '../shared/result.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { discover } from './discovery.ts';
import { redactorOf } from './send-request.ts';

/** A site, with the keys that were sent to it before where they are known: it may repeat them. */
export interface AskedSite {
  site: string;
  companyId: string;
  connection?: ConnectWiseConnection;
}

/**
 * Asks a site, without keys, which release it runs and whether it knows the company ID. Failures as of `discover`, and
 * `host-permission`.
 * @param mayCall whether the browser lets us call a host, by its name without port
 */
export async function askSite(
  { site, companyId, connection }: AskedSite,
  { fetch, clock, mayCall }: Pick<ConnectWiseDeps, 'fetch' | 'clock'> & { mayCall: (host: string) => Promise<boolean> },
): Promise<Result<{ version: string }>> {
  const redactor = connection ? redactorOf(connection) : nothingToRedact;
  const guard = createRequestGuard({ origins: [], mayCall });
  const found = await discover(site, companyId, { fetch, clock, guard, redactor });
  return found.ok ? ok({ version: found.value.version }) : found;
}
