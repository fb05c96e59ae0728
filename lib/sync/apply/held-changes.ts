import type { Approval, ApprovalRef } from '../../domain/approval.ts';
import type { Change, ChangePart, Plan, Skipped } from '../../domain/change.ts';
import { digest } from '../../shared/digest.ts';
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

const KEY = 'held:';

/** What is kept of a company. */
interface HeldRecord {
  held: HeldChange[];
  /** By change id: the version that a user rejected. */
  rejected: Record<string, string>;
}

const NOTHING: HeldRecord = { held: [], rejected: {} };

/**
 * Keeps the guarded changes of a company's newest plan instead of those of the plan before it, and returns the plan without what a user
 * rejected as it is: that is skipped, and says so.
 * @param parts that were planned: of the others the last plan still counts.
 */
export async function recordHeld<P extends Omit<Plan, 'id'>>(
  deps: HeldDeps,
  plan: P,
  parts: ReadonlySet<ChangePart>,
): Promise<P> {
  const before = await read(deps, plan.companyId);
  const guarded = plan.changes.filter(({ guard }) => guard);
  if (guarded.length === 0 && before.held.length === 0) return plan;
  const since = new Map(before.held.map((one) => [`${one.changeId} ${one.version}`, one.since]));
  const held: HeldChange[] = before.held.filter(({ part }) => !parts.has(part));
  const rejected = new Set<string>();
  for (const change of guarded) {
    const version = await versionOf(change);
    if (isRejected(before, change.id, version)) rejected.add(change.id);
    held.push(heldChange(change, plan, { version, since: since.get(`${change.id} ${version}`) ?? plan.madeAt }));
  }
  await write(deps, plan.companyId, { ...before, held });
  return rejected.size > 0 ? without(plan, rejected) : plan;
}

function heldChange(
  change: Change,
  { companyId, companyName, madeAt }: Pick<Plan, 'companyId' | 'companyName' | 'madeAt'>,
  members: Pick<HeldChange, 'version' | 'since'>,
): HeldChange {
  const { id, part, label, fields, reason, guard, money } = change;
  if (!guard) throw new Error(`Nothing holds ${label}.`);
  return {
    ...members,
    part,
    changeId: id,
    companyId,
    companyName,
    label,
    fields,
    reason,
    guard,
    ...(money && { money }),
    plannedAt: madeAt,
  };
}

function without<P extends Pick<Plan, 'changes' | 'skipped'>>(plan: P, rejected: ReadonlySet<string>): P {
  const skipped: Skipped[] = plan.changes
    .filter(({ id }) => rejected.has(id))
    .map(({ part, label }) => ({ part, label, why: REJECTED }));
  return {
    ...plan,
    changes: plan.changes.filter(({ id }) => !rejected.has(id)),
    skipped: [...plan.skipped, ...skipped],
  };
}

const REJECTED = 'A user rejected this change. It is proposed again when its values differ.';

/** These changes wait no more: they were written. */
export async function settleHeld(deps: HeldDeps, written: readonly Change[]): Promise<void> {
  const guarded = written.filter(({ guard }) => guard);
  for (const [companyId, changes] of Map.groupBy(guarded, ({ ref }) => ref.companyId)) {
    const before = await read(deps, companyId);
    const gone = new Set(changes.map(({ id }) => id));
    await write(deps, companyId, { ...before, held: before.held.filter(({ changeId }) => !gone.has(changeId)) });
  }
}

/** Everything that waits for a user, by company, and how much more would but was rejected. */
export async function heldChanges({
  store,
}: Pick<HeldDeps, 'store'>): Promise<{ waiting: HeldChange[]; rejected: number }> {
  const records = await store.cachedAll<HeldRecord>(KEY);
  const waiting: HeldChange[] = [];
  let rejected = 0;
  for (const { value } of records) {
    for (const one of value.held) {
      if (isRejected(value, one.changeId, one.version)) rejected += 1;
      else waiting.push(one);
    }
  }
  return { waiting, rejected };
}

/** A user does not want these changes: they are not proposed again until their values differ. */
export async function reject(deps: HeldDeps, refs: readonly ApprovalRef[]): Promise<void> {
  for (const [companyId, ofCompany] of Map.groupBy(refs, (ref) => ref.companyId)) {
    const before = await read(deps, companyId);
    const more = Object.fromEntries(ofCompany.map(({ changeId, version }) => [changeId, version]));
    await write(deps, companyId, { ...before, rejected: { ...before.rejected, ...more } });
  }
}

/** Everything that was rejected is proposed again. */
export async function forgetRejections(deps: HeldDeps): Promise<void> {
  const records = await deps.store.cachedAll<HeldRecord>(KEY);
  for (const { key, value } of records)
    if (Object.keys(value.rejected).length > 0) await deps.store.cache(key, { ...value, rejected: {} }, deps.clock());
}

/**
 * What a user decides on: two changes of one version would be decided alike. Reasons and labels may name times; the description of an
 * invoice follows the quantity, and is not planned everywhere.
 */
export function versionOf({ op, resource, ref, fields, guard, money }: Change): Promise<string> {
  const decided = fields.filter(({ field }) => field !== 'invoiceDescription');
  return digest(JSON.stringify([op, resource, ref, decided, guard?.code, money]));
}

/** Change ids come from records' ids: own members alone count. */
function isRejected({ rejected }: HeldRecord, changeId: string, version: string): boolean {
  return Object.hasOwn(rejected, changeId) && rejected[changeId] === version;
}

async function read({ store }: Pick<HeldDeps, 'store'>, companyId: number): Promise<HeldRecord> {
  return (await store.cached<HeldRecord>(keyOf(companyId)))?.value ?? NOTHING;
}

async function write({ store, clock }: HeldDeps, companyId: number, record: HeldRecord): Promise<void> {
  const isEmpty = record.held.length === 0 && Object.keys(record.rejected).length === 0;
  if (isEmpty) await store.forget(keyOf(companyId));
  else await store.cache(keyOf(companyId), record, clock());
}

/** Closed by a colon: a key that begins with another company's number is none of this one. */
function keyOf(companyId: number): string {
  return `${KEY}${companyId}:`;
}
