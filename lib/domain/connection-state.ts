import { type Failure, type FailureCode, isSameFailure } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import type { IsoTime } from '../shared/time.ts';
import type { SourceKind } from './portal-facts.ts';

/** The two systems that Backup Bridge connects. */
export type Side = 'connectWise' | 'portal';

export const SIDES: readonly Side[] = ['connectWise', 'portal'];

/** How the calls of one side went, from the calls that are made anyway. */
export interface SideHealth {
  /** When the last call was answered, or failed. */
  checkedAt: IsoTime;
  /** When the failing began; absent while it works. */
  since?: IsoTime;
  failure?: Failure;
}

/**
 * `not-connected`: nothing is stored, or its keys cannot be opened any more (then with `failure`). `unknown`: the browser's storage cannot
 * be read now. `failed`: stored, but calls fail or are not allowed.
 */
export interface ConnectionState extends Partial<SideHealth> {
  state: 'not-connected' | 'unknown' | 'ok' | 'failed';
}

/** What every screen shows of the connections: computed in one place, `connectionState`, and said in one place, `components/connection`. */
export interface ConnectionStates {
  /** `tenant`: host and company id, see `ConnectionPair`. */
  connectWise: ConnectionState & { site?: string; tenant?: string };
  portal: ConnectionState & { kind?: SourceKind; file?: { name: string; dataAt?: IsoTime } };
  /** Set when the browser's storage cannot be read: it concerns both sides, and is shown once in place of them. */
  storage?: Failure;
}

/** What the state of one side is made of. */
export interface ConnectionFacts {
  /** Whether a connection is stored. */
  stored: boolean;
  /** Whether its keys can be opened. */
  keys: Result<unknown>;
  /** Set when the browser does not let us call its host. */
  refused?: Failure | undefined;
  /** Absent: no call was made yet. */
  health?: SideHealth | undefined;
}

/** Returns the state of one side. Pure. */
export function connectionState({ stored, keys, refused, health }: ConnectionFacts): ConnectionState {
  if (!stored) return { state: 'not-connected' };
  if (!keys.ok) {
    return keys.failure.code === 'storage' ? { state: 'unknown' } : { state: 'not-connected', failure: keys.failure };
  }
  // A user can take a host's permission away at any time; a failing call would only say "unreachable".
  if (refused) return { state: 'failed', ...sinceOf(health), failure: refused };
  if (!health) return { state: 'ok' };
  return { state: health.failure ? 'failed' : 'ok', ...health };
}

function sinceOf(health: SideHealth | undefined): Pick<SideHealth, 'since'> {
  return health?.since ? { since: health.since } : {};
}

/** Failures that speak of the connection; all others mean that the other side answered. */
const OF_CONNECTION: ReadonlySet<FailureCode> = new Set([
  'not-connected',
  'unreachable',
  'timeout',
  'not-json',
  'unknown-company-id',
  'unauthorized',
  'missing-client-id',
  'blocked-by-portal',
  'host-permission',
  'moved',
  'server-error',
  'unavailable',
  'unsupported-version',
]);

/** Whether a failure speaks of the connection as a whole. */
export function isOfConnection({ code }: Pick<Failure, 'code'>): boolean {
  return OF_CONNECTION.has(code);
}

/**
 * Returns the side whose shown state already says this failure; undefined: none does. A failure of a connection without its side, such
 * as an outbox entry's, belongs to the one side that fails.
 */
export function sideOf(failure: Failure, states: ConnectionStates): Side | undefined {
  const failing = SIDES.filter((side) => states[side].failure !== undefined);
  const same = failing.find((side) => isSameFailure(states[side].failure, failure));
  return same ?? (isOfConnection(failure) && failing.length === 1 ? failing[0] : undefined);
}

/** Whether a screen that shows the connection states says this failure already, so that it is not shown twice. */
export function isReportedBy(states: ConnectionStates | undefined, failure: Failure): boolean {
  if (!states) return false;
  if (states.storage && failure.code === 'storage') return true;
  const isMissing = SIDES.some((side) => states[side].state === 'not-connected');
  if (failure.code === 'not-connected' && isMissing) return true;
  return SIDES.some((side) => isSameFailure(states[side].failure, failure));
}
