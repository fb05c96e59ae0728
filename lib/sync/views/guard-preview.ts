import { type GuardPreview, previewLimits } from '../../domain/guard-preview.ts';
import type { GuardLimits } from '../../domain/guard-rules.ts';
import { ok, type Result } from '../../shared/result.ts';
import { DAY, isoTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';

const LOOK_BACK = 30 * DAY;
/** More entries say nothing more about limits. */
const MOST = 20_000;
const PAGE = 1_000;

/** What these limits would have held in the last 30 days, by the journal. Asks nobody. */
export async function guardPreview(deps: EngineDeps, limits: GuardLimits): Promise<Result<GuardPreview>> {
  const since = isoTime(deps.clock() - LOOK_BACK);
  const entries = [];
  let before: { at: string; id: string } | undefined;
  while (entries.length < MOST) {
    const page = await deps.store.journal({ limit: PAGE, ...(before && { before }) });
    const recent = page.filter(
      ({ at, tenant }) => at >= since && (tenant ?? deps.connectWise.tenant) === deps.connectWise.tenant,
    );
    entries.push(...recent);
    const last = page.at(-1);
    if (!last || page.length < PAGE || last.at < since) break;
    before = { at: last.at, id: last.id };
  }
  return ok(previewLimits(entries, limits));
}
