import type { Fetch } from '../shared/http.ts';
import type { RequestGuard } from '../shared/request-guard.ts';
import type { OnResult } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** All that a call needs. Keys stay in the worker: this never goes into a message, a log or a failure. */
export interface ConnectWiseConnection {
  /** Host of the web client, e.g. `na.myconnectwise.net`. */
  site: string;
  apiHost: string;
  isCloud: boolean;
  /** Login company id. */
  companyId: string;
  publicKey: string;
  privateKey: string;
  clientId: string;
  /** Release part of the API's address with its trailing slash, e.g. `v2025_1/`; found again when absent or moved. */
  codebase?: string;
  /** Release that the site runs, e.g. `2023.2`, where it is known. */
  serverVersion?: string;
  /** Rows of a page that the site takes, where it refused more. */
  pageSize?: number;
  /** Columns of reports: by report, our names to the site's. */
  reportColumns?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Identifier of the API member, once a write has named it. */
  member?: string;
}

/** What calls teach and what saves requests, or failures, next time. */
export type Learned = Pick<
  ConnectWiseConnection,
  'codebase' | 'serverVersion' | 'pageSize' | 'reportColumns' | 'member'
>;

export interface ConnectWiseDeps {
  fetch: Fetch;
  clock: Clock;
  /** Asked before each request is built; absent: every request is sent. */
  guard?: RequestGuard;
  /** Called when something was learned that saves requests next time: to be stored with the connection. */
  onLearned?: (learned: Learned) => void;
  /** Passes the result of each call of a port. */
  onResult?: OnResult;
  /** The rate that everything in the browser shares for a site; without it, a client keeps a budget of its own. */
  rate?: (site: string) => RateLimiter;
  /** Waits for that budget of its own; by default a timer. */
  wait?: (milliseconds: number) => Promise<void>;
}

/** Peers use 20 to 30 s (docs/reference/connectwise-rest.md#rate-limit). */
export const TIMEOUT = 30_000;
