import type { Approval, ApprovalRef } from '../../domain/approval.ts';
import type { Change, ChangePart, Plan, Skipped } from '../../domain/change.ts';
import { digest } from '../../shared/digest.ts';
import { type IsoTime, readTime } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { HELD, heldKey } from '../read/held-key.ts';

/*
 * What a guard holds waits here for a user, and what a user rejected is remembered here: of each company the changes of its last
 * plan, so that a list of all of them costs no plan. Both are decisions about values: a change of other values is another one.
 */

type HeldDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** A change that waits, and which part of a sync plans it. */
export interface HeldChange extends Approval {
  part: ChangePart;
}

/** What is kept of a company. */
interface HeldRecord {
  held: HeldChange[];
  /** By change id: the version that a user rejected. */
  rejected: Record<string, string>;
  /** When ConnectWise was read for the plan. */
  readAt: IsoTime;
}

/** What a plan looked at: of the parts that it did not plan, the plan before still counts. */
interface Planned {
  parts: ReadonlySet<ChangePart>;
  readAt: IsoTime;
}

/**
 * Keeps the guarded changes of a company's newest plan instead of those of the plan before it, and returns the plan without what a user
 * rejected as it is: that is skipped, and says so. A plan of an older reading than the last one changes nothing of what is kept. A
 * rejection ends with the plan that no longer wants that change, or wants another one.
 */
export async function recordHeld<P extends Omit<Plan, 'id'>>(
  deps: HeldDeps,
  plan: P,
  { parts, readAt }: Planned,
): Promise<P> {
  const guarded = await Promise.all(
    plan.changes.filter(({ guard }) => guard).map(async (change) => ({ change, version: await versionOf(change) })),
  );
  const rejected = new Set<string>();
  const before = await read(deps, plan.companyId);
  for (const { change, version } of guarded) if (isRejected(before, change.id, version)) rejected.add(change.id);
  const lastReadAt = readTime(before.readAt) ?? 0;
  // A reading of the future is of a clock that was set back since: it must not keep newer plans out until that time comes.
  const isOlder = lastReadAt > (readTime(readAt) ?? 0) && lastReadAt <= deps.clock();
  if (!isOlder && (guarded.length > 0 || before.held.length > 0)) {
    await change(deps, plan.companyId, (last) => {
      const isOther = ({ part }: HeldChange) => !parts.has(part);
      const since = new Map(last.held.map((one) => [`${one.changeId} ${one.version}`, one.since]));
      const held = guarded.map(({ change: one, version }) =>
        heldChange(one, plan, { version, since: since.get(`${one.id} ${version}`) ?? plan.madeAt }),
      );
      const all = [...last.held.filter(isOther), ...held];
      const isStill = ([changeId, version]: [string, string]) =>
        all.some((one) => one.changeId === changeId && one.version === version);
      return { held: all, rejected: Object.fromEntries(Object.entries(last.rejected).filter(isStill)), readAt };
    });
  }
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
    const gone = new Set(changes.map(({ id }) => id));
    await change(deps, companyId, (last) => ({
      ...last,
      held: last.held.filter(({ changeId }) => !gone.has(changeId)),
    }));
  }
}

/** Everything that waits for a user, by company, and how much more would but was rejected. */
export async function heldChanges({
  store,
}: Pick<HeldDeps, 'store'>): Promise<{ waiting: HeldChange[]; rejected: number }> {
  const records = await store.cachedAll<HeldRecord>(HELD);
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
    const more = Object.fromEntries(ofCompany.map(({ changeId, version }) => [changeId, version]));
    await change(deps, companyId, (last) => ({ ...last, rejected: { ...last.rejected, ...more } }));
  }
}

/** Everything that was rejected is proposed again. */
export async function forgetRejections(deps: HeldDeps): Promise<void> {
  for (const key of await deps.store.cachedKeys(HELD))
    await deps.store.changeCached<HeldRecord>(key, (last) => last && kept({ ...last, rejected: {} }), deps.clock());
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
  return (await store.cached<HeldRecord>(heldKey(companyId)))?.value ?? NOTHING;
}

const NOTHING: HeldRecord = { held: [], rejected: {}, readAt: '' };

/** In one transaction: a rejection that is stored while a plan is recorded is not lost. */
function change({ store, clock }: HeldDeps, companyId: number, edit: (last: HeldRecord) => HeldRecord): Promise<void> {
  return store.changeCached<HeldRecord>(heldKey(companyId), (last = NOTHING) => kept(edit(last)), clock());
}

/** Nothing is kept of a company of which nothing waits. */
function kept(record: HeldRecord): HeldRecord | undefined {
  return record.held.length > 0 || Object.keys(record.rejected).length > 0 ? record : undefined;
}
