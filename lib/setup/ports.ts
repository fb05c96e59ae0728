import type { SourceKind } from '../domain/portal-facts.ts';
import type { Settings } from '../domain/settings.ts';
import type { Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import type { ConnectWisePort, PortalPort } from '../sync/ports.ts';

/** The stored connection to ConnectWise, as far as it needs no key. */
export interface SetupSite {
  /** Host of the web client. */
  site: string;
  companyId: string;
  /** Asks the site, without keys, which release it runs and whether it knows the company id. */
  ask(): Promise<Result<SiteAnswer>>;
}

export interface SiteAnswer {
  /** As the site writes it, e.g. `v2025.1`. */
  version: string;
}

/** All that the checks touch, passed in: they run in the worker, in tests and under plain Node. */
export interface SetupDeps {
  /** null: ConnectWise is not connected. */
  site: SetupSite | null;
  /** A failure: why there is none. */
  connectWise: Result<ConnectWisePort>;
  /** The stored portal; null: none is connected. */
  storedPortal: { kind: SourceKind; source: string } | null;
  portal: Result<PortalPort>;
  /** What is in force for this connection. */
  settings: Settings;
  clock: Clock;
}
