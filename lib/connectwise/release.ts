import { isYoungerThan } from '../shared/age.ts';
import type { Redactor } from '../shared/redact.ts';
import { ok, type Result } from '../shared/result.ts';
import { MINUTE } from '../shared/time.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { discover } from './discovery.ts';

/** What a site runs, as far as calls need it. */
export interface Release {
  /** Release part of the API's address with its trailing slash, e.g. `v2025_1/`. */
  codebase: string;
  /** E.g. `2023.2`; absent while it is not known. */
  serverVersion?: string;
}

/** The release of a site: found when it is not known, and again when it may have changed. */
export interface ReleaseOfSite {
  current(): Promise<Result<Release>>;
  /**
   * A call under `used` was answered with 404, which may mean that an upgrade moved the API
   * (docs/reference/connectwise-rest.md#discovery), or its version was refused. Answers what the site runs now: `used`
   * again when nothing is known to have changed. Failure: `unsupported-version`.
   */
  after(used: Release): Promise<Result<Release>>;
}

/** Looks at most once a minute, however it ends; calls that come meanwhile share the one look. */
export function createRelease(
  connection: ConnectWiseConnection,
  { onLearned, ...deps }: Pick<ConnectWiseDeps, 'fetch' | 'clock' | 'guard' | 'onLearned'> & { redactor: Redactor },
): ReleaseOfSite {
  const state: { known?: Release; checkedAt: number; checking?: Promise<Result<Release>> } = {
    checkedAt: Number.NEGATIVE_INFINITY,
  };
  if (connection.codebase) state.known = releaseOf(connection.codebase, connection.serverVersion);

  const look = async (): Promise<Result<Release>> => {
    state.checkedAt = deps.clock();
    const info = await discover(connection.site, connection.companyId, deps);
    if (!info.ok) return info;
    const { codebase, serverVersion } = info.value;
    const learned: Partial<Release> = {};
    if (codebase !== state.known?.codebase) learned.codebase = codebase;
    if (serverVersion !== undefined && serverVersion !== state.known?.serverVersion)
      learned.serverVersion = serverVersion;
    if (Object.keys(learned).length > 0) {
      state.known = releaseOf(codebase, serverVersion ?? state.known?.serverVersion);
      onLearned?.(learned);
    }
    return ok(state.known ?? releaseOf(codebase, serverVersion));
  };
  const refresh = (): Promise<Result<Release>> => {
    state.checking ??= look().finally(() => {
      delete state.checking;
    });
    return state.checking;
  };

  return {
    current: async () => (state.known ? ok(state.known) : refresh()),
    async after(used) {
      const mayLook = state.checking !== undefined || !isYoungerThan(MINUTE, state.checkedAt, deps.clock());
      if (state.known && isSame(state.known, used) && mayLook) {
        const found = await refresh();
        if (!found.ok && found.failure.code === 'unsupported-version') return found;
      }
      return ok(state.known ?? used);
    },
  };
}

function isSame(a: Release, b: Release): boolean {
  return a.codebase === b.codebase && a.serverVersion === b.serverVersion;
}

function releaseOf(codebase: string, serverVersion: string | undefined): Release {
  return serverVersion === undefined ? { codebase } : { codebase, serverVersion };
}
