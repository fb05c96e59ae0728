import type { AskedSite } from '../connectwise/ask-site.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from '../connectwise/connection.ts';
import type { Priority } from '../connectwise/request-queue.ts';
import type { FileSource } from '../domain/file-import.ts';
import type { SourceKind } from '../domain/portal-facts.ts';
import type {
  ConnectWiseInput,
  ConnectWiseTest,
  PortalInput,
  PortalTest,
  TenantCheck,
  TenantInput,
} from '../messages/protocol.ts';
import type { RequestGuard } from '../shared/request-guard.ts';
import type { OnResult, Result } from '../shared/result.ts';
import type { Engine } from '../sync/engine.ts';
import type { EngineDeps } from '../sync/engine-api.ts';
import type { ConnectWisePort, PortalPort } from '../sync/ports.ts';
import type { SyncStore } from '../sync/store.ts';

/** The parts that the worker puts together, as it sees them: the real ones in `create-adapters.ts`, fakes in tests. */
export interface Adapters {
  /**
   * `onClosed` is called when the store was closed under us: another one has to be opened. `onBlocked` while another version of the
   * extension keeps it from being opened: the promise settles once that lets go.
   */
  openStore(onClosed?: () => void, onBlocked?: () => void): Promise<SyncStore>;
  /** One port for each priority, over one session. */
  connectWise(connection: ConnectWiseConnection, hooks: ConnectWiseHooks): Record<Priority, ConnectWisePort>;
  /** Whether a site knows a company ID; sends no key. */
  checkTenant(typed: TenantInput): Promise<Result<TenantCheck>>;
  /** Cleans what was typed, then proves it with reads only. `mayBeSwapped`: both keys were typed just now. */
  testConnectWise(typed: ConnectWiseInput, options?: { mayBeSwapped?: boolean }): Promise<Result<TestedConnectWise>>;
  /** Asks a site without keys: its release, and whether it knows the company ID. */
  askSite(site: AskedSite): Promise<Result<{ version: string }>>;
  portal(connection: PortalConnection, hooks: PortalHooks): PortalPort;
  testPortal(typed: PortalInput): Promise<Result<TestedPortal>>;
  engine(deps: EngineDeps): Engine;
  /** What time it is by a clock that another machine confirmed, see `lib/shared/confirmed-clock.ts`; undefined: nobody answered yet. */
  confirmedNow(): number | undefined;
}

/** What the worker learns from the calls of a connection, and which of them may be sent. */
type ConnectWiseHooks = Pick<ConnectWiseDeps, 'onLearned' | 'onResult'> & { guard: RequestGuard };

interface PortalHooks {
  onResult?: OnResult;
  guard: RequestGuard;
}

export interface PortalConnection {
  kind: SourceKind;
  /** https; '' for the adapter's own address, and for a file. */
  baseUrl: string;
  /** '' of a file. */
  key: string;
  file?: FileSource | undefined;
}

/** What a test showed, and the cleaned connection that it showed it with; the latter never leaves the worker. */
export interface TestedConnectWise {
  test: ConnectWiseTest;
  connection: ConnectWiseConnection;
}

export interface TestedPortal {
  test: PortalTest;
  connection: PortalConnection;
}
