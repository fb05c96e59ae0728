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

/** What comes of an exchange under the effects of faults: at most one, and rows that cannot be read. */
export async function carryOut(effects: readonly FaultEffect[], exchange: Affected): Promise<Outcome> {
  const { site, handle } = exchange;
  const effect = effects.find(({ kind }) => kind !== 'unreadable-row');
  if (effect?.kind === 'dropped-before') return { kind: 'dropped' };
  if (effect?.kind === 'late-commit') return commitLater(effect.seconds, exchange);
  if (effect?.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, effect.milliseconds));
  let response = (effect && answerOf(effect, site)) ?? (await handle());
  if (effect?.kind === 'dropped-after') return { kind: 'dropped' };
  for (const row of effects) {
    if (row.kind === 'unreadable-row') response = await withUnreadableRow(response, exchange.request.url, row);
  }
  return { kind: 'answer', response: effect?.kind === 'truncated' ? await truncated(response) : response };
}

/** A read is not executed at all: its answer would not be seen. */
function commitLater(seconds: number, { site, request, handle, clock, commits }: Affected): Outcome {
  const isWrite = request.method !== 'GET' && request.method !== 'HEAD' && isConnectWise(site);
  if (isWrite) commits.add(clock.now() + seconds * 1000, handle);
  return { kind: 'no-answer' };
}
