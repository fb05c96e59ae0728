import type { SetupArea, SetupCheck } from '../../lib/domain/setup-check.ts';

/** In the order in which they are set up. */
const AREAS: readonly SetupArea[] = ['connectwise', 'rights', 'portal', 'solution', 'billing', 'tickets', 'rules'];

/** Returns the checks by area, in the order of the set-up; areas without checks are left out. */
export function areasOf(checks: readonly SetupCheck[]): { area: SetupArea; checks: SetupCheck[] }[] {
  return AREAS.map((area) => ({ area, checks: checks.filter((check) => check.area === area) })).filter(
    (one) => one.checks.length > 0,
  );
}
