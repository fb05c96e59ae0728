import type { Agreement } from '../../domain/connectwise-records.ts';
import type { RecordList } from '../../domain/record-list.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from './cached-read.ts';

/** The parent's state stays unknown then, and the child's own decides; anything else is tried again. */
const UNREADABLE = new Set(['unexpected-shape', 'missing-right']);

/** Levels of parents that are followed beyond a company's own agreements: ConnectWise's screens show two. */
const MOST_LEVELS = 5;

/**
 * Returns the parents of child agreements that are not among a company's own readable ones, and the parents of those:
 * another company's, or one that the list could not give. At most `maxAge` milliseconds old, at most five levels up. A
 * ring of parents ends where it meets itself. One request for each parent, where there are any; one that is gone or
 * cannot be read is left out, and is not looked for again within `maxAge`.
 */
export async function parentsElsewhere(
  deps: EngineDeps,
  { rows }: Pick<RecordList<Agreement>, 'rows'>,
  maxAge: number,
): Promise<Result<Agreement[]>> {
  const seen = new Set(rows.map(({ id }) => id));
  const parents: Agreement[] = [];
  let children: readonly Agreement[] = rows;
  for (let level = 0; level < MOST_LEVELS && children.length > 0; level += 1) {
    const found: Agreement[] = [];
    for (const { parentAgreement } of children) {
      if (!parentAgreement || seen.has(parentAgreement.id)) continue;
      seen.add(parentAgreement.id);
      const parent = await readParent(deps, parentAgreement.id, maxAge);
      if (!parent.ok) return parent;
      if (parent.value) found.push(parent.value);
    }
    parents.push(...found);
    children = found;
  }
  return ok(parents);
}

function readParent(deps: EngineDeps, id: number, maxAge: number): Promise<Result<Agreement | null>> {
  return cachedRead(deps, `agreement:${id}`, maxAge, async () => {
    const parent = await deps.connectWise.agreement(id);
    return !parent.ok && UNREADABLE.has(parent.failure.code) ? ok(null) : parent;
  });
}
