import type { IsoTime } from '../shared/time.ts';
import type { SetupCheck, SetupReport, SetupState } from './setup-check.ts';

/** The last report of a connection, and what its checks said before. */
export interface SetupHistory {
  report: SetupReport;
  /** By check: its newest state that was not `unknown`. */
  known: Readonly<Record<string, SetupState>>;
  /** By check that failed after it had been good: since when. */
  worsened: Readonly<Record<string, IsoTime>>;
}

/** A check that was good once and fails now. */
export interface WorsenedCheck {
  check: SetupCheck;
  since: IsoTime;
}

/**
 * Returns the history with a newer report. A check that fails in the first report was never good: it is work to be done, and no news. One
 * that is `unknown` for a while keeps what was known of it. Pure.
 */
export function addReport(before: SetupHistory | undefined, report: SetupReport): SetupHistory {
  const known: Record<string, SetupState> = {};
  const worsened: Record<string, IsoTime> = {};
  for (const { id, state } of report.checks) {
    const earlier = before?.known[id];
    const isUnknown = state === 'unknown';
    const now = isUnknown ? earlier : state;
    if (now !== undefined) known[id] = now;
    const since = before?.worsened[id];
    const turned = !isUnknown && state === 'failed' && earlier !== undefined && earlier !== 'failed';
    if (turned) worsened[id] = report.madeAt;
    else if (since !== undefined && (isUnknown || state === 'failed')) worsened[id] = since;
  }
  return { report, known, worsened };
}

/** Returns the checks that turned bad and are so in the last report, in its order. Pure. */
export function worsenedChecks({ report, worsened }: SetupHistory): WorsenedCheck[] {
  return report.checks.flatMap((check) => {
    const since = worsened[check.id];
    return since !== undefined && check.state === 'failed' ? [{ check, since }] : [];
  });
}
