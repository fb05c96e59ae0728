import { isYoungerThan } from '../shared/age.ts';
import { HOUR, MINUTE, SECOND } from '../shared/time.ts';

/**
 * How many requests one ConnectWise gets from this browser (docs/reference/sync.md#rate): a bucket of tokens, one a
 * request. Pure: every function answers a new state. Times are milliseconds since the epoch, as the caller's clock
 * gives them.
 */
export interface RateState {
  /** Requests that any one minute may have, at this moment. */
  perMinute: number;
  /** Requests that may go at once. */
  tokens: number;
  /** When `tokens` and `perMinute` were true. */
  at: number;
  /** Nothing goes before this. */
  pausedUntil: number;
  /** When `perMinute` was halved last; 0: never. */
  halvedAt: number;
}

/**
 * ConnectWise begins to refuse at about 1,000 a minute for all its integrations together
 * (docs/reference/connectwise-rest.md#rate-limit).
 */
export const START = 600;
const LEAST = 30;
/** Of a minute's budget, what may go in one burst; the rest comes evenly, so that no minute ever has more than the budget. */
const BURST = 0.1;
/** Of `START`, what comes back in a minute without a 429. */
const RECOVERY = 0.1;
/** The answers to requests that were under way together say the same thing, so they count once. */
const ONE_REFUSAL = 10 * SECOND;
/** A pause for a 429 that names none. */
const UNNAMED_PAUSE = 10 * SECOND;
/** A header that asks for more is taken for this: a slip of the other side must not silence us for days. */
const LONGEST_PAUSE = HOUR;

export function newBudget(now: number): RateState {
  return { perMinute: START, tokens: START * BURST, at: now, pausedUntil: now, halvedAt: 0 };
}

/**
 * What was stored, taken up by a new life of the worker. The old one may have sent more for `unsaved` milliseconds after it
 * stored this, so it is taken to have used up everything until then.
 */
export function resumed(stored: RateState, now: number, unsaved: number): RateState {
  const state = backTo(stored, now);
  return advanced({ ...state, tokens: 0, at: Math.min(now, state.at + unsaved) }, now);
}

/** The state at a later moment. A pause brings neither tokens nor recovery. */
export function advanced(known: RateState, now: number): RateState {
  const state = backTo(known, now);
  const minutes = Math.max(0, now - Math.max(state.at, state.pausedUntil)) / MINUTE;
  const perMinute = Math.min(START, state.perMinute + minutes * START * RECOVERY);
  const tokens = Math.min(perMinute * BURST, state.tokens + minutes * refill(state));
  return { ...state, perMinute, tokens, at: now };
}

/** Milliseconds from `state.at` until a request may go; 0: now. */
export function delayOf(state: RateState): number {
  const pause = Math.max(0, state.pausedUntil - state.at);
  const missing = Math.max(0, 1 - state.tokens);
  // Rounding must not leave a request a billionth of a token short.
  return missing < 1e-9 ? pause : Math.ceil(pause + (missing / refill(state)) * MINUTE);
}

/** After a request was let go. */
export function spent(state: RateState): RateState {
  return { ...state, tokens: state.tokens - 1 };
}

/** After a 429, with the pause that it named, in seconds, if any. */
export function slowed(known: RateState, now: number, retryAfterSeconds: number | undefined): RateState {
  const state = advanced(known, now);
  const asked = retryAfterSeconds === undefined ? UNNAMED_PAUSE : retryAfterSeconds * SECOND;
  const pausedUntil = Math.max(state.pausedUntil, now + Math.min(LONGEST_PAUSE, Math.max(0, asked)));
  if (state.halvedAt > 0 && isYoungerThan(ONE_REFUSAL, state.halvedAt, now)) return { ...state, pausedUntil };
  const perMinute = Math.max(LEAST, state.perMinute / 2);
  return { ...state, perMinute, tokens: Math.min(state.tokens, perMinute * BURST), pausedUntil, halvedAt: now };
}

function refill(state: RateState): number {
  return state.perMinute * (1 - BURST);
}

/** A clock that was set back takes all times with it: what was to come in a minute still comes in a minute. */
function backTo(state: RateState, now: number): RateState {
  const back = state.at - now;
  if (back <= 0) return state;
  const halvedAt = state.halvedAt === 0 ? 0 : Math.max(1, state.halvedAt - back);
  return { ...state, at: now, pausedUntil: state.pausedUntil - back, halvedAt };
}
