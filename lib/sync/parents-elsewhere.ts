import type { Agreement } from '../domain/connectwise-records.ts';
import type { Listed } from '../domain/listed.ts';
import { ok, type Result } from '../shared/result.ts';
import { cachedRead } from './cached-read.ts';
import type { EngineDeps } from './engine-api.ts';

/** The parent's state stays unknown then, and the child's own decides; anything else is tried again. */
const UNREADABLE = new Set(['unexpected-shape', 'missing-right']);

/**
 * Returns the parents of child agreements that are not among a company's own: another company's, at most `maxAge`
 * milliseconds old. One request each, where there are any; one that is gone or cannot be read is left out.
 */
export async function parentsElsewhere(
  deps: EngineDeps,
  { rows, unreadable }: Listed<Agreement>,
  maxAge: number,
): Promise<Result<Agreement[]>> {
  const seen = new Set([...rows, ...unreadable].map(({ id }) => id));
  const parents: Agreement[] = [];
  for (const { parentAgreement } of rows) {
    if (!parentAgreement || seen.has(parentAgreement.id)) continue;
    const { id } = parentAgreement;
    seen.add(id);
    const parent = await cachedRead(deps, `agreement:${id}`, maxAge, () => deps.connectWise.agreement(id));
    if (parent.ok && parent.value) parents.push(parent.value);
    if (!parent.ok && !UNREADABLE.has(parent.problem.code)) return parent;
  }
  return ok(parents);
}
