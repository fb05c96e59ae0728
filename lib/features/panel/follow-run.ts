import type { RunReport } from '../../../components/panel/panel-state.ts';
import type { Send } from '../../content/feature.ts';
import { delay } from '../../shared/delay.ts';
import { ok, type Result } from '../../shared/result.ts';

const POLL_MS = 400;
/** A worker that is being restarted misses an answer or two; the run itself stands in the store. */
const MISSES_ALLOWED = 8;

/** Asks for a run until it ends, telling each reading. Fails only when the worker stays silent. */
export async function followRun(
  runId: string,
  send: Send,
  signal: AbortSignal,
  tell: (report: RunReport) => void,
): Promise<Result<void>> {
  let misses = 0;
  while (!signal.aborted) {
    const result = await send('run.view', { runId });
    if (result.ok) {
      misses = 0;
      tell(result.value);
      if (result.value.run.state !== 'running') break;
    } else {
      misses += 1;
      if (misses > MISSES_ALLOWED) return result;
    }
    await delay(POLL_MS, signal);
  }
  return ok(undefined);
}
