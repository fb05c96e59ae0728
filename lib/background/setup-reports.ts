import { NO_CONNECTION, tenantOf } from '../domain/connection-pair.ts';
import { inForce } from '../domain/in-force.ts';
import type { Policy } from '../domain/policy.ts';
import type { SetupReport } from '../domain/setup-check.ts';
import { addReport, type SetupHistory, type WorsenedCheck, worsenedChecks } from '../domain/setup-history.ts';
import { sourceOf } from '../portal/config.ts';
import type { ConnectionStore } from '../settings/connection.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { checkSetup } from '../setup/run-checks.ts';
import { isYoungerThan } from '../shared/age.ts';
import { type Log, nameOf } from '../shared/log.ts';
import type { Result } from '../shared/result.ts';
import { type Clock, DAY, HOUR } from '../shared/time.ts';
import type { Adapters } from './adapters.ts';
import { pairOf } from './connection-pair.ts';
import type { EngineFactory } from './engine-factory.ts';
import { fromStorage } from './from-storage.ts';
import type { Keys } from './keys.ts';

/** The set-up checks of the connection that is stored now: run, kept, and compared with the report before. */
export interface SetupReports {
  /** The last report; null: there is none of this connection. */
  last(): Promise<SetupReport | null>;
  /** Runs the checks now. */
  refresh(): Promise<Result<SetupReport>>;
  /** Checks that were good and fail in the last report. */
  worsened(): Promise<WorsenedCheck[]>;
  /** Runs the checks once a day; a report without an answer of ConnectWise is made again after an hour. Never rejects. */
  onAlarm(): Promise<void>;
}

interface Deps {
  adapters: Pick<Adapters, 'askSite'>;
  engines: EngineFactory;
  connections: ConnectionStore;
  keys: Keys;
  settings: SettingsStore;
  policy(): Promise<Policy>;
  clock: Clock;
  log: Log;
}

const KEY = 'setup:report';

/** The last report lies in the store, bound to its connection, so that it outlives the worker. */
export function createSetupReports(deps: Deps): SetupReports {
  const history = async (): Promise<SetupHistory | undefined> => {
    const [now, store] = await Promise.all([stored(deps), deps.engines.store()]);
    const kept = await store.cached<SetupHistory>(KEY);
    return kept && isOf(kept.value, { tenant: now.tenant, portal: now.portal?.source }) ? kept.value : undefined;
  };

  const refresh = (): Promise<Result<SetupReport>> =>
    fromStorage(async () => {
      const report = await makeReport(deps);
      const store = await deps.engines.store();
      const add = (before: SetupHistory | undefined) =>
        addReport(before && isOf(before, report) ? before : undefined, report);
      await store.changeCached<SetupHistory>(KEY, add, deps.clock());
      return report;
    });

  return {
    refresh,
    last: async () => (await history())?.report ?? null,
    async worsened() {
      const kept = await history();
      return kept ? worsenedChecks(kept) : [];
    },
    async onAlarm() {
      try {
        const { tenant, portal } = await stored(deps);
        if (tenant === undefined && portal === undefined) return;
        const last = (await history())?.report;
        if (last && isYoungerThan(wasAnswered(last) ? DAY : HOUR, Date.parse(last.madeAt), deps.clock())) return;
        await refresh();
      } catch (error) {
        deps.log.error('background/setup-reports', 'The daily set-up check ended early.', { error: nameOf(error) });
      }
    },
  };
}

/** With one side connected, reports of any such connection lie at the same place. */
function isOf({ report }: SetupHistory, of: Partial<Record<'tenant' | 'portal', string | undefined>>): boolean {
  return report.tenant === of.tenant && report.portal === of.portal;
}

function wasAnswered({ checks }: SetupReport): boolean {
  return checks.some(({ id, state }) => id === 'api-keys' && state === 'ok');
}

/** What is stored of both connections, without keys. */
async function stored({ connections }: Pick<Deps, 'connections'>) {
  const [connectWise, portal] = await Promise.all([connections.connectWise(), connections.portal()]);
  return {
    pair: pairOf(connectWise, portal),
    connectWise,
    tenant: connectWise ? tenantOf(connectWise.site, connectWise.companyId) : undefined,
    portal: portal ? { kind: portal.kind, source: sourceOf(portal) } : undefined,
  };
}

async function makeReport(deps: Deps): Promise<SetupReport> {
  const { adapters, engines, keys, clock } = deps;
  const { connectWise, portal, pair } = await stored(deps);
  const [opened, ports, settings, policy] = await Promise.all([
    keys.connectWise(),
    Promise.all([engines.connectWise(), engines.portal()]),
    deps.settings.read(),
    deps.policy(),
  ]);
  return checkSetup({
    site: connectWise && {
      site: connectWise.site,
      companyId: connectWise.companyId,
      ask: () =>
        adapters.askSite({
          site: connectWise.site,
          companyId: connectWise.companyId,
          ...(opened.ok && { connection: opened.value }),
        }),
    },
    connectWise: ports[0],
    storedPortal: portal ?? null,
    portal: ports[1],
    settings: inForce(settings, policy, pair ?? NO_CONNECTION),
    clock,
  });
}
