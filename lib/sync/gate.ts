import { SKIPPED_BY_GATE } from '../domain/outcomes.ts';
import { HOUR, type IsoTime, isoTime } from '../shared/time.ts';
import { shortTime } from './short-time.ts';

/** The seeds' interval (S15 p.20, S22 "Testing"): automatic pushes for one customer come no more often. */
export const GATE_INTERVAL = 12 * HOUR;

export interface Gate {
  open: boolean;
  opensAt?: IsoTime;
  /** The seeds' sentence, with the time it opens. */
  sentence?: string;
}

/**
 * Whether an automatic push may go now. Pure. `pushes` are the starts of the automatic pushes known, in milliseconds:
 * this browser's last one, and later that of other browsers as ConnectWise shows it.
 *
 * An automatic push that found nothing to change moves the clock like any other: it confirmed that ConnectWise is right,
 * which is what the gate is for. A person's Sync now passes the gate and does not move it.
 */
export function gate(pushes: readonly (number | undefined)[], now: number): Gate {
  // A push "in the future" comes from a clock that was set back. A little may be a correction; more says nothing about when
  // it was, and must not close the gate until that time comes.
  const past = pushes.filter((at): at is number => at !== undefined && at <= now + HOUR);
  const opens = Math.min(Math.max(...past), now) + GATE_INTERVAL;
  if (!Number.isFinite(opens) || opens <= now) return { open: true };
  const opensAt = isoTime(opens);
  return {
    open: false,
    opensAt,
    sentence: `${SKIPPED_BY_GATE}. The next one may start at ${shortTime(opensAt)}.`,
  };
}
