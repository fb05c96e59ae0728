import { isSandbox } from '../../lib/domain/connection-pair.ts';
import type { ConnectionState, ConnectionStates, Side } from '../../lib/domain/connection-state.ts';
import type { SourceKind } from '../../lib/domain/portal-facts.ts';
import { readTime } from '../../lib/shared/time.ts';
import { formatAge, formatSince } from '../ui/format.ts';

/** Names of both sides, as every screen calls them. */
export const SIDE_NAMES: Record<Side, string> = { connectWise: 'ConnectWise', portal: 'Backup portal' };

/** The same inside a sentence. */
export const SIDE_IN_SENTENCE: Record<Side, string> = { connectWise: 'ConnectWise', portal: 'the backup portal' };

const PORTAL_NAMES: Record<SourceKind, string> = {
  x360recover: 'x360Recover',
  'efs-portal': 'the EFS portal',
  file: 'an imported file',
};

/** Which mark a state gets: the suffix of `bb-tone-` and `bb-tone-`. */
export const STATE_TONES: Record<ConnectionState['state'], 'quiet' | 'ok' | 'error'> = {
  'not-connected': 'quiet',
  unknown: 'quiet',
  ok: 'ok',
  failed: 'error',
};

/**
 * Returns the words for the state of one side, the same on every screen: "Connected to na.myconnectwise.net", "Not working since 2:42 PM".
 * @param now milliseconds since the epoch
 */
export function stateWords(state: ConnectionStates[Side], now: number = Date.now()): string {
  switch (state.state) {
    case 'not-connected':
      return 'Not connected';
    case 'unknown':
      return 'Not known';
    case 'ok': {
      if ('file' in state && state.file) return fileWords(state.file, now);
      const name = nameOf(state);
      return name ? `Connected to ${name}` : 'Connected';
    }
    case 'failed': {
      const since = readTime(state.since);
      return since === undefined ? 'Not working' : `Not working since ${formatSince(since, now)}`;
    }
  }
}

/** Returns which side it is and how it is: "Backup portal: Not connected". @param now milliseconds since the epoch */
export function sideSentence(side: Side, state: ConnectionStates[Side], now?: number): string {
  return `${SIDE_NAMES[side]}: ${stateWords(state, now)}`;
}

/** Of a side that is not connected: one sentence around a link. */
export const CONNECT = { before: 'Connect it under ', link: 'Connections', after: '.' } as const;

/** A sandbox is marked wherever it is named: what is tried out there must not be done here. */
function tenantWords(tenant: string): string {
  return isSandbox(tenant) ? `${tenant} (sandbox)` : tenant;
}

/** A file does not change by itself: how old its data are is its state. */
function fileWords({ name, dataAt }: { name: string; dataAt?: string }, now: number): string {
  const at = readTime(dataAt);
  return at === undefined ? `File “${name}”` : `File “${name}”, data of ${formatAge(at, now)}`;
}

function nameOf(state: ConnectionStates[Side]): string | undefined {
  if ('kind' in state && state.kind) return PORTAL_NAMES[state.kind];
  if ('tenant' in state && state.tenant !== undefined) return tenantWords(state.tenant);
  return 'site' in state ? state.site : undefined;
}
