import { isYoungerThan } from '../shared/age.ts';
import { ok, type Result } from '../shared/result.ts';
import { MINUTE } from '../shared/time.ts';
import type { ConnectWiseConnection, ConnectWiseDeps } from './connection.ts';
import { discover } from './discovery.ts';

/** The release part of the API's address, e.g. `v2025_1/`: found when it is not known, and again when it may have moved. */
export interface Codebase {
  current(): Promise<Result<string>>;
  /**
   * A call under `used` was answered with 404, which on a cloud site may mean that an upgrade moved the API (cw-api §1). Answers
   * where it is now, or undefined when it has not moved.
   */
  movedFrom(used: string): Promise<string | undefined>;
}

/** Looks at most once a minute; calls that come meanwhile share the one look. */
export function createCodebase(
  connection: ConnectWiseConnection,
  { fetch, clock, onLearned }: Pick<ConnectWiseDeps, 'fetch' | 'clock' | 'onLearned'>,
): Codebase {
  const state: { codebase: string | undefined; checkedAt: number; checking?: Promise<Result<string>> } = {
    codebase: connection.codebase,
    checkedAt: Number.NEGATIVE_INFINITY,
  };

  const look = async (): Promise<Result<string>> => {
    const info = await discover(connection.site, connection.companyId, fetch);
    if (!info.ok) return info;
    const { codebase } = info.value;
    state.checkedAt = clock();
    if (codebase !== state.codebase) {
      state.codebase = codebase;
      onLearned?.({ codebase });
    }
    return ok(codebase);
  };
  const refresh = (): Promise<Result<string>> => {
    state.checking ??= look().finally(() => {
      delete state.checking;
    });
    return state.checking;
  };

  return {
    current: async () => (state.codebase ? ok(state.codebase) : refresh()),
    async movedFrom(used) {
      if (!connection.isCloud) return undefined;
      if (state.codebase === used && !isYoungerThan(MINUTE, state.checkedAt, clock())) await refresh();
      return state.codebase === used ? undefined : state.codebase;
    },
  };
}
