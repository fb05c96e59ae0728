import { unsupportedVersion } from './errors.ts';
import { type ConnectWiseState, releaseOf } from './state.ts';

/**
 * The model that `Accept: application/vnd.connectwise.com+json; version=2025.16` asks for
 * (docs/reference/connectwise-rest.md#versions). Without a version, and for plain `application/json`, the latest is
 * meant. An older one is served with the same model: what this simulator keeps has not changed since 2022.1 but for
 * additions (docs/reference/connectwise-rest.md#versions).
 * @throws 400 for a version newer than the server, or none at all.
 */
export function requireKnownVersion(state: ConnectWiseState, accept: string | undefined, url: URL): void {
  const asked = /;\s*version\s*=\s*"?([^",;\s]*)/i.exec(accept ?? '')?.[1];
  if (asked === undefined) return;
  if (!/^\d+(\.\d+)*$/.test(asked) || isNewer(asked, releaseOf(state))) throw unsupportedVersion(url, asked);
}

/** Part by part, as 2025.16 is newer than 2025.2. */
function isNewer(asked: string, current: string): boolean {
  const [year = 0, number = 0] = asked.split('.').map(Number);
  const [currentYear = 0, currentNumber = 0] = current.split('.').map(Number);
  return year > currentYear || (year === currentYear && number > currentNumber);
}
