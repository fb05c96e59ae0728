import type { Approval, ApprovalRef } from '../../domain/approval.ts';
import type { Change, ChangePart, Plan, Skipped } from '../../domain/change.ts';
import type { EngineDeps } from '../engine-api.ts';

/*
 * What a guard holds waits here for a user, and what a user rejected is remembered here: of each company the changes of its last
 * plan, so that a list of all of them costs no plan. Both are decisions about values: a change of other values is another one.
 */

type HeldDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** A change that waits, and which part of a sync plans it. */
export interface HeldChange extends Approval {
  part: ChangePart;
}

const HELD = 'held:';
const REJECTED = 'rejected:';

/** By change id: the version that a user rejected. */
type Rejected = Record<string, string>;

/**
 * Keeps the guarded changes of a company's newest plan instead of those of the plan before it.
 * @param parts that were planned: of the others the last plan still counts.
 */
export async function recordHeld(
  deps: HeldDeps,
  plan: Pick<Plan, 'companyId' | 'companyName' | 'changes' | 'madeAt'>,
  parts: ReadonlySet<ChangePart>,
): Promise<void> {
  const key = keyOf(HELD, plan.companyId);
  const before = (await deps.store.cached<HeldChange[]>(key))?.value ?? [];
  const since = new Map(before.map((one) => [`${one.changeId} ${one.version}`, one.since]));
  const held: HeldChange[] = before.filter(({ part }) => !parts.has(part));
  for (const change of plan.changes) {
    const { guard, money } = change;
    if (!guard) continue;
    const version = await versionOf(change);
    held.push({
      part: change.part,
      changeId: change.id,
      version,
      companyId: plan.companyId,
      companyName: plan.companyName,
      label: change.label,
      fields: change.fields,
      reason: change.reason,
      guard,
      ...(money && { money }),
      plannedAt: plan.madeAt,
      since: since.get(`${change.id} ${version}`) ?? plan.madeAt,
    });
  }
  if (held.length > 0 || before.length > 0) await put(deps, key, held);
}

/** These changes wait no more: they were written. */
export async function settleHeld(deps: HeldDeps, written: readonly Change[]): Promise<void> {
  const byCompany = Map.groupBy(
    written.filter(({ guard }) => guard),
    ({ ref }) => ref.companyId,
  );
  for (const [companyId, changes] of byCompany) {
    const key = keyOf(HELD, companyId);
    const held = (await deps.store.cached<HeldChange[]>(key))?.value ?? [];
    const gone = new Set(changes.map(({ id }) => id));
    await put(
      deps,
      key,
      held.filter(({ changeId }) => !gone.has(changeId)),
    );
  }
}

/** Everything that waits for a user, by company, and how much more would but was rejected. */
export async function heldChanges({
  store,
}: Pick<HeldDeps, 'store'>): Promise<{ waiting: HeldChange[]; rejected: number }> {
  const [held, rejections] = await Promise.all([
    store.cachedAll<HeldChange[]>(HELD),
    store.cachedAll<Rejected>(REJECTED),
  ]);
  const rejectedOf = new Map(rejections.map(({ key, value }) => [key.slice(REJECTED.length), value]));
  const waiting: HeldChange[] = [];
  let rejected = 0;
  for (const { key, value } of held) {
    const ofCompany = rejectedOf.get(key.slice(HELD.length)) ?? {};
    for (const one of value) {
      if (isRejected(ofCompany, one.changeId, one.version)) rejected += 1;
      else waiting.push(one);
    }
  }
  return { waiting, rejected };
}

/** A user does not want these changes: they are not proposed again until their values differ. */
export async function reject(deps: HeldDeps, refs: readonly ApprovalRef[]): Promise<void> {
  for (const [companyId, ofCompany] of Map.groupBy(refs, (ref) => ref.companyId)) {
    const key = keyOf(REJECTED, companyId);
    const before = (await deps.store.cached<Rejected>(key))?.value ?? {};
    const more = Object.fromEntries(ofCompany.map(({ changeId, version }) => [changeId, version]));
    await deps.store.cache<Rejected>(key, { ...before, ...more }, deps.clock());
  }
}

/** Everything that was rejected is proposed again. */
export async function forgetRejections({ store }: Pick<HeldDeps, 'store'>): Promise<void> {
  await store.forget(REJECTED);
}

/** The plan without what a user rejected as it is; that is skipped, and says so. */
export async function withoutRejected<P extends Pick<Plan, 'companyId' | 'changes' | 'skipped'>>(
  { store }: Pick<HeldDeps, 'store'>,
  plan: P,
): Promise<P> {
  const rejected = (await store.cached<Rejected>(keyOf(REJECTED, plan.companyId)))?.value;
  if (!rejected) return plan;
  const changes: Change[] = [];
  const skipped: Skipped[] = [];
  for (const change of plan.changes) {
    if (change.guard && isRejected(rejected, change.id, await versionOf(change))) {
      skipped.push({ part: change.part, label: change.label, why: REJECTED_SENTENCE });
    } else changes.push(change);
  }
  return skipped.length > 0 ? { ...plan, changes, skipped: [...plan.skipped, ...skipped] } : plan;
}

const REJECTED_SENTENCE = 'A user rejected this change. It is proposed again when its values differ.';

/** What a user decides on: two changes of one version would be decided alike. Reasons and labels may name times. */
export async function versionOf({ op, resource, ref, fields, guard, money }: Change): Promise<string> {
  const text = JSON.stringify([op, resource, ref, fields, guard?.code, money]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Change ids come from records' ids: own members alone count. */
function isRejected(rejected: Rejected, changeId: string, version: string): boolean {
  return Object.hasOwn(rejected, changeId) && rejected[changeId] === version;
}

/** Closed by a colon: a key that begins with another company's number is none of this one. */
function keyOf(kind: string, companyId: number): string {
  return `${kind}${companyId}:`;
}

async function put({ store, clock }: HeldDeps, key: string, held: readonly HeldChange[]): Promise<void> {
  if (held.length > 0) await store.cache(key, held, clock());
  else await store.forget(key);
}
