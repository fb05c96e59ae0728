import fc from 'fast-check';
import { SEED } from '../../simulator/connectwise/seed.ts';
import type { SiteGroup } from '../../simulator/hosts.ts';
import type { NetworkFault } from './network.ts';
import { SMALL_ACCOUNTS } from './simulation.ts';
import type { Neighbor } from './users.ts';

/** What a browser is made to do; several at once are interleaved. Browsers are counted modulo those that there are. */
export interface Job {
  browser: number;
  what: 'poll' | 'sync' | 'bulk-sync' | 'restart';
  /** Of a sync. */
  company: number;
}

/** One thing that happens. Everything is data, so that a schedule can be printed, repeated and made smaller. */
export type Act =
  | { do: 'work'; jobs: Job[]; order: number }
  | { do: 'join' }
  | { do: 'kill'; browser: number; points: number }
  | { do: 'backup'; account: number; result: 'ok' | 'warning' | 'failed' }
  | { do: 'missing'; account: number; missing: boolean }
  | { do: 'grow'; account: number; gigabytes: number }
  | { do: 'verify'; account: number; healthy: boolean }
  | { do: 'deliver-twice'; on: boolean }
  | { do: 'ticket'; nth: number; what: 'closed' | 'reopened' | 'moved' | 'bundled' | 'merged' | 'noted' }
  | { do: 'own-ticket'; company: number }
  | { do: 'addition'; nth: number; member: 'quantity' | 'unitPrice' | 'serialNumber'; value: number }
  | { do: 'managed-id'; nth: number; value: number }
  | { do: 'fault'; fault: NetworkFault; after: number }
  | { do: 'revoke-key' }
  /** For so many minutes every path of one side answers with a web page that is not found: an upgrade, a proxy. */
  | { do: 'outage'; site: SiteGroup; minutes: number }
  /** The next write of this kind gets no answer, and is carried out so much later. */
  | { do: 'late-commit'; method: 'POST' | 'PATCH'; seconds: number }
  /** From now on ConnectWise returns at most so many rows a page; 0: as many as are requested. */
  | { do: 'page-cap'; rows: number }
  /** A record beside ours cannot be read from now on. */
  | { do: 'unreadable'; what: Neighbor; company: number }
  /** All records can be read again. */
  | { do: 'fix' }
  /** A second company with the same managed-ID entries. */
  | { do: 'duplicate-company'; company: number }
  /** One of those is deleted; lists go on to show it. */
  | { do: 'delete-company'; nth: number }
  /** ConnectWise runs this release from now on; 2018.6 until it is upgraded at the end. */
  | { do: 'release'; release: string }
  | { do: 'pass'; minutes: number }
  | { do: 'skew'; browser: number; minutes: number };

export interface Schedule {
  /** Browsers at the beginning. */
  browsers: number;
  whenClosedByUser: 'reopen' | 'leave';
  acts: Act[];
}

export type Size = 'tiny' | 'small' | 'large' | 'crowd';

/** `tiny`: 1 or 2 browsers, up to 6 acts. `small`: 1 to 3, up to 12. `large`: up to 6 and 40. `crowd`: 25 to 50 browsers, few acts. */
const SIZES: Record<Size, { browsers: [number, number]; acts: number; jobs: number }> = {
  tiny: { browsers: [1, 2], acts: 6, jobs: 2 },
  small: { browsers: [1, 3], acts: 12, jobs: 3 },
  large: { browsers: [2, 6], acts: 40, jobs: 6 },
  crowd: { browsers: [25, 50], acts: 8, jobs: 50 },
};

export function schedules(size: Size): fc.Arbitrary<Schedule> {
  const { browsers, acts, jobs } = SIZES[size];
  return fc.record({
    browsers: fc.integer({ min: browsers[0], max: browsers[1] }),
    whenClosedByUser: fc.constantFrom('reopen' as const, 'leave' as const),
    acts: fc.array(act(browsers[1], jobs), { minLength: 3, maxLength: acts, size: 'max' }),
  });
}

const account = fc.constantFrom(...SMALL_ACCOUNTS);
const company = fc.constantFrom(SEED.companies.eddiesTvRepair, SEED.companies.joeTvRepair);
const nth = fc.nat({ max: 9 });

/** Returns an act of so many browsers, of which at most `most` work at once. */
export function act(browsers: number, most: number): fc.Arbitrary<Act> {
  const browser = fc.nat({ max: browsers - 1 });
  const job = fc.record({
    browser,
    what: fc.oneof(
      { weight: 8, arbitrary: fc.constant('poll' as const) },
      { weight: 2, arbitrary: fc.constant('sync' as const) },
      { weight: 1, arbitrary: fc.constantFrom('restart' as const, 'bulk-sync' as const) },
    ),
    company,
  });
  const of = <Name extends Act['do'], Rest extends object>(
    name: Name,
    rest: { [K in keyof Rest]: fc.Arbitrary<Rest[K]> },
  ) => fc.record({ do: fc.constant(name), ...rest } as { do: fc.Arbitrary<Name> } & typeof rest);
  return fc.oneof(
    {
      weight: 10,
      arbitrary: of('work', {
        jobs: fc.uniqueArray(job, {
          selector: (one) => one.browser,
          minLength: most > 10 ? 10 : 1,
          maxLength: most,
          size: 'max',
        }),
        order: fc.nat(),
      }),
    },
    { weight: 6, arbitrary: of('backup', { account, result: fc.constantFrom('ok', 'warning', 'failed', 'failed') }) },
    { weight: 1, arbitrary: of('missing', { account, missing: fc.boolean() }) },
    { weight: 2, arbitrary: of('grow', { account, gigabytes: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: of('verify', { account, healthy: fc.boolean() }) },
    { weight: 1, arbitrary: of('deliver-twice', { on: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: of('ticket', {
        nth,
        what: fc.constantFrom('closed', 'closed', 'reopened', 'moved', 'bundled', 'merged', 'noted'),
      }),
    },
    { weight: 1, arbitrary: of('own-ticket', { company }) },
    {
      weight: 1,
      arbitrary: of('addition', {
        nth,
        member: fc.constantFrom('quantity', 'unitPrice', 'serialNumber'),
        value: fc.integer({ min: 0, max: 300 }),
      }),
    },
    { weight: 1, arbitrary: of('managed-id', { nth, value: fc.integer({ min: 0, max: 50 }) }) },
    { weight: 4, arbitrary: of('fault', { fault: networkFault, after: fc.nat({ max: 12 }) }) },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'revoke-key' }) },
    {
      weight: 2,
      arbitrary: of('outage', {
        site: fc.constantFrom('connectwise', 'connectwise', 'portals'),
        minutes: fc.integer({ min: 1, max: 8 }),
      }),
    },
    {
      weight: 2,
      arbitrary: of('late-commit', {
        method: fc.constantFrom('POST', 'POST', 'PATCH'),
        seconds: fc.constantFrom(20, 40, 90, 180, 300),
      }),
    },
    { weight: 1, arbitrary: of('page-cap', { rows: fc.constantFrom(0, 2, 5, 25) }) },
    {
      weight: 2,
      arbitrary: of('unreadable', {
        what: fc.constantFrom('ticket', 'agreement', 'managed-id', 'configuration'),
        company,
      }),
    },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'fix' }) },
    { weight: 1, arbitrary: of('duplicate-company', { company }) },
    { weight: 1, arbitrary: of('delete-company', { nth }) },
    { weight: 1, arbitrary: of('release', { release: fc.constantFrom('2018.6', '2023.2', '2025.1', '2026.1') }) },
    { weight: 3, arbitrary: of('kill', { browser, points: fc.integer({ min: 1, max: 90 }) }) },
    { weight: 5, arbitrary: of('pass', { minutes: fc.constantFrom(1, 5, 31, 60, 721, 1500, 4500) }) },
    { weight: 1, arbitrary: of('skew', { browser, minutes: fc.constantFrom(-3000, -90, -5, 0, 5, 90, 3000) }) },
    { weight: 1, arbitrary: fc.constant<Act>({ do: 'join' }) },
  ) as fc.Arbitrary<Act>;
}

const networkFault: fc.Arbitrary<NetworkFault> = fc.oneof(
  fc.constantFrom<NetworkFault>(
    { kind: 'dropped-before' },
    { kind: 'dropped-after' },
    { kind: 'dropped-after' },
    { kind: 'timeout-before' },
    { kind: 'timeout-after' },
    { kind: 'truncated' },
    { kind: 'html' },
    { kind: 'upgraded' },
    { kind: 'too-many-requests', retryAfterSeconds: 2 },
    { kind: 'too-many-requests', retryAfterSeconds: 60 },
  ),
  fc.constantFrom(400, 403, 404, 409, 500, 503).map((status): NetworkFault => ({ kind: 'status', status })),
);
