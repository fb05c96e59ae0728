import type { Site } from './hosts.ts';
import { siteOf } from './hosts.ts';

/** What goes wrong. */
export type FaultEffect =
  /** The answer comes late. */
  | { kind: 'latency'; milliseconds: number }
  /** An error in the words of the service that is asked; the handler does not run. */
  | { kind: 'status'; status: number; message?: string }
  | { kind: 'too-many-requests'; retryAfterSeconds?: number }
  /** A page instead of JSON: a proxy, a login wall, maintenance. */
  | { kind: 'html'; status?: number }
  /** 403 of the portal's edge, "possible DDoS protection" (portal-api §1.3). */
  | { kind: 'blocked' }
  /** The request is handled, its JSON answer ends in the middle. */
  | { kind: 'truncated' }
  /** The connection closes and nothing was done. */
  | { kind: 'dropped-before' }
  /** The connection closes, but what was asked was done. */
  | { kind: 'dropped-after' };

/** Which exchanges it hits. What is not given matches everything. */
export interface FaultRule {
  host?: string;
  site?: Site;
  method?: string;
  /** Regular expression over path and query. */
  path?: string;
  /** How many exchanges it hits before it is spent; default 1, `'always'` until it is cleared. */
  times?: number | 'always';
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
}

/** The faults that a test or a person has switched on. Rules are tried in order; the first that matches acts. */
export class Faults {
  #active: ActiveFault[] = [];
  #next = 1;

  /** Returns the name to clear it by. Throws a SyntaxError where `path` is no regular expression. */
  add(rule: FaultRule, name = `fault-${this.#next}`): string {
    this.#next += 1;
    const left = rule.times === 'always' ? Number.POSITIVE_INFINITY : (rule.times ?? 1);
    this.#active.push({ name, rule, path: rule.path ? new RegExp(rule.path) : undefined, passed: 0, left });
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
    return this.#active.map(({ name, rule, left }) => ({ name, rule, left: Number.isFinite(left) ? left : 'always' }));
  }

  /** The effect on this exchange, if any; counts it. */
  take(method: string, url: URL): FaultEffect | undefined {
    for (const fault of this.#active) {
      if (!matches(fault, method, url)) continue;
      if (fault.passed < (fault.rule.after ?? 0)) {
        fault.passed += 1;
        continue;
      }
      fault.left -= 1;
      if (fault.left <= 0) this.#active = this.#active.filter((other) => other !== fault);
      return fault.rule.effect;
    }
    return undefined;
  }
}

function matches({ rule, path }: ActiveFault, method: string, url: URL): boolean {
  if (rule.host !== undefined && rule.host.toLowerCase() !== url.hostname) return false;
  if (rule.site !== undefined && rule.site !== siteOf(url.hostname)) return false;
  if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
  return path === undefined || path.test(url.pathname + url.search);
}
