import { tenantOf } from '../domain/connection-pair.ts';
import type { SetupCheck, SetupReport } from '../domain/setup-check.ts';
import { isoTime } from '../shared/time.ts';
import type { Check, Outcome } from './check.ts';
import { CHECKS } from './checks.ts';
import type { SetupDeps } from './ports.ts';
import { createReads, type SetupReads } from './reads.ts';

/**
 * Runs every set-up check once and returns what they say, in their order. Only reads. What cannot be read makes the checks that need it
 * `unknown`, with the reason, and no other.
 */
export async function checkSetup(deps: SetupDeps, checks: readonly Check[] = CHECKS): Promise<SetupReport> {
  const reads = createReads(deps);
  const done = await Promise.all(checks.map((check) => result(check, reads)));
  const { site, storedPortal, settings, clock } = deps;
  return {
    madeAt: isoTime(clock()),
    ...(site && { tenant: tenantOf(site.site, site.companyId) }),
    ...(storedPortal && { portal: storedPortal.source }),
    checks: settings.role === 'viewer' ? done.map(withoutPlan) : done,
  };
}

/** A viewer changes nothing in ConnectWise, so nothing is offered that would. */
function withoutPlan({ fix, ...check }: SetupCheck): SetupCheck {
  return fix && fix.kind !== 'plan' ? { ...check, fix } : check;
}

async function result({ run, ...check }: Check, reads: SetupReads): Promise<SetupCheck> {
  return { ...check, ...(await run(reads).catch(notRun)) };
}

/** A fault of ours, or of the browser's storage: the other checks go on. */
function notRun(): Outcome {
  return {
    state: 'unknown',
    evidence: ['This check ended early.'],
    nextStep: 'Check again; if it repeats, report it with the version of Backup Bridge.',
  };
}
