import type { SimulatorClock } from './clock.ts';
import { answerOf, truncated } from './fault-answers.ts';
import type { FaultEffect } from './faults.ts';
import { isConnectWise, type Site } from './hosts.ts';
import type { LateCommits } from './late-commits.ts';
import { withUnreadableRow } from './unreadable-row.ts';

/** What a client sees: an answer, a connection that closes without one, or nothing at all until it gives up. */
export type Outcome = { kind: 'answer'; response: Response } | { kind: 'dropped' } | { kind: 'no-answer' };

/** One exchange that a fault may change. */
export interface Affected {
  site: Site;
  request: Request;
  /** What the service itself does. */
  handle: () => Promise<Response>;
  clock: SimulatorClock;
  commits: LateCommits;
}

/** What comes of an exchange under a fault, or without one. */
export async function carryOut(effect: FaultEffect | undefined, exchange: Affected): Promise<Outcome> {
  const { site, handle } = exchange;
  if (effect?.kind === 'dropped-before') return { kind: 'dropped' };
  if (effect?.kind === 'late-commit') return commitLater(effect.seconds, exchange);
  if (effect?.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, effect.milliseconds));
  const response = (effect && answerOf(effect, site)) ?? (await handle());
  if (effect?.kind === 'dropped-after') return { kind: 'dropped' };
  if (effect?.kind === 'truncated') return { kind: 'answer', response: await truncated(response) };
  if (effect?.kind === 'unreadable-row') {
    return { kind: 'answer', response: await withUnreadableRow(response, exchange.request.url, effect) };
  }
  return { kind: 'answer', response };
}

/** A read is not carried out at all: nobody would see its answer. */
function commitLater(seconds: number, { site, request, handle, clock, commits }: Affected): Outcome {
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD' && isConnectWise(site);
  if (isWrite) commits.add(clock.now() + seconds * 1000, handle);
  return { kind: 'no-answer' };
}
