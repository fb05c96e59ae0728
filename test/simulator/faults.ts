import { MINUTE } from '../../lib/shared/time.ts';
import type { SimulatorClock } from './clock.ts';
import type { Site, SiteGroup } from './hosts.ts';
import { isAt, siteOf } from './hosts.ts';

/** What goes wrong. */
export type FaultEffect =
  /** The answer comes late. */
  | { kind: 'latency'; milliseconds: number }
  /** An error in the words of the service that is asked; the handler does not run. */
  | { kind: 'status'; status: number; message?: string }
  | { kind: 'too-many-requests'; retryAfterSeconds?: number }
  /** A page instead of JSON: a proxy, a login wall, maintenance. */
  | { kind: 'html'; status?: number }
  /**
   * The web server knows no path: an upgrade or a proxy, on every path for minutes
   * (docs/reference/connectwise-rest.md#outages).
   */
  | { kind: 'html-404' }
  /** 403 of the portal's edge, "possible DDoS protection" (docs/reference/portals.md#refusals). */
  | { kind: 'blocked' }
  /** The request is handled, its JSON answer ends in the middle. */
  | { kind: 'truncated' }
  /** The connection closes and nothing was done. */
  | { kind: 'dropped-before' }
  /** The connection closes, but what was asked was done. */
  | { kind: 'dropped-after' }
  /**
   * No answer comes until the client gives up; a write to ConnectWise is carried out so much later
   * (docs/reference/connectwise-rest.md#outages).
   */
  | { kind: 'late-commit'; seconds: number }
  /**
   * One row of the answer cannot be read: it lacks a member that it must have, or holds a value that no version describes.
   * `id` says which row, else `seed` chooses one, the same in every list that it is in.
   */
  | { kind: 'unreadable-row'; id?: number | string; seed?: number };

/** Which exchanges it hits. What is not given matches everything. */
export interface FaultRule {
  host?: string;
  site?: Site | SiteGroup;
  method?: string;
  /** Regular expression over path and query. */
  path?: string;
  /** How many exchanges it hits before it is spent; default 1, or `'always'` where `minutes` ends it; that is until it is cleared. */
  times?: number | 'always';
  /** How long it lasts by the simulator's clock, from the moment at which it is switched on. */
  minutes?: number;
  /** Matching exchanges that pass untouched first. */
  after?: number;
  effect: FaultEffect;
}

interface ActiveFault {
  name: string;
  rule: FaultRule;
  path: RegExp | undefined;
  passed: number;
  left: number;
  /** Milliseconds since the epoch, of the simulator's clock. */
  until: number;
}

/**
 * The faults that a test or a user has switched on. Rules are tried in order; the first that matches acts. Rows that cannot be
 * read are so whatever else happens: each rule of that kind acts as well.
 */
export class Faults {
  readonly #clock: SimulatorClock;
  #active: ActiveFault[] = [];
  #next = 1;

  constructor(clock: SimulatorClock) {
    this.#clock = clock;
  }

  /** Returns the name to clear it by. Throws a SyntaxError where `path` is no regular expression. */
  add(rule: FaultRule, name = `fault-${this.#next}`): string {
    this.#next += 1;
    const { times = rule.minutes === undefined ? 1 : 'always', minutes = Number.POSITIVE_INFINITY } = rule;
    const left = times === 'always' ? Number.POSITIVE_INFINITY : times;
    const path = rule.path ? new RegExp(rule.path) : undefined;
    this.#active.push({ name, rule, path, passed: 0, left, until: this.#clock.now() + minutes * MINUTE });
    return name;
  }

  /** Both portals stop answering, or answer again. */
  portalDown(down: boolean): void {
    this.clear('portal-down');
    if (!down) return;
    for (const site of ['axcient', 'efs-portal'] as const) {
      this.add({ site, times: 'always', effect: { kind: 'dropped-before' } }, 'portal-down');
    }
  }

  /** One fault by its name, or all of them. */
  clear(name?: string): void {
    this.#active = name === undefined ? [] : this.#active.filter((fault) => fault.name !== name);
  }

  list(): { name: string; rule: FaultRule; left: number | 'always' }[] {
    this.#endOver();
    return this.#active.map(({ name, rule, left }) => ({ name, rule, left: Number.isFinite(left) ? left : 'always' }));
  }

  /** The effects on this exchange; counts it. */
  take(method: string, url: URL): FaultEffect[] {
    this.#endOver();
    const effects: FaultEffect[] = [];
    for (const fault of this.#active) {
      const { effect } = fault.rule;
      const isTaken = effect.kind !== 'unreadable-row' && effects.some(({ kind }) => kind !== 'unreadable-row');
      if (isTaken || !matches(fault, method, url)) continue;
      if (fault.passed < (fault.rule.after ?? 0)) {
        fault.passed += 1;
        continue;
      }
      fault.left -= 1;
      if (fault.left <= 0) this.#active = this.#active.filter((other) => other !== fault);
      effects.push(effect);
    }
    return effects;
  }

  #endOver(): void {
    const now = this.#clock.now();
    if (this.#active.some(({ until }) => until <= now)) this.#active = this.#active.filter(({ until }) => until > now);
  }
}

function matches({ rule, path }: ActiveFault, method: string, url: URL): boolean {
  if (rule.host !== undefined && rule.host.toLowerCase() !== url.hostname) return false;
  if (rule.site !== undefined && !isAt(siteOf(url.hostname), rule.site)) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  return path === undefined || path.test(url.pathname + url.search);
}
