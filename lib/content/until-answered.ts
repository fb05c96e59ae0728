import { delay } from '../shared/delay.ts';
import type { Result } from '../shared/result.ts';
import { SECOND } from '../shared/time.ts';

const FIRST_MS = SECOND;
const LONGEST_MS = 15 * SECOND;

/**
 * Asks until there is an answer: the worker may be starting or be stopped on the way, a service may be down, and before the
 * extension is connected every answer is a failure. One failed answer must not leave a page unchecked until it is loaded again.
 * @returns undefined once the signal is aborted.
 */
export async function untilAnswered<T>(ask: () => Promise<Result<T>>, signal: AbortSignal): Promise<T | undefined> {
  for (let wait = FIRST_MS; ; wait = Math.min(2 * wait, LONGEST_MS)) {
    const answer = await ask();
    if (signal.aborted) return undefined;
    if (answer.ok) return answer.value;
    await delay(wait, signal);
    if (signal.aborted) return undefined;
  }
}
