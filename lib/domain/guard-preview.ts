import { billedQuantityOf } from './billing.ts';
import type { Change, JournalEntry, Money } from './change.ts';
import { type GuardLimits, guardJump } from './guard-rules.ts';
import { moneyTotals } from './money-sentence.ts';

/** What other limits would have done to the quantities of a while. */
export interface GuardPreview {
  /** Changes of quantities that were written or held. */
  changes: number;
  /** Those that the limits would have held. */
  held: number;
  /** What the held ones bill, before and after: one total per currency and billing cycle. */
  money: Money[];
}

/** Returns which of the changes these limits would have held, each change once however often it was tried. Pure. */
export function previewLimits(entries: readonly JournalEntry[], limits: GuardLimits): GuardPreview {
  const changes = new Map<string, Change>();
  for (const { change, state, noop } of entries) {
    const quantity = quantityOf(change);
    const counts = (state === 'applied' && !noop) || state === 'held';
    if (quantity && counts && change.part === 'agreement-parts')
      changes.set(JSON.stringify([change.ref, quantity.from, quantity.to]), change);
  }
  const held = [...changes.values()].filter((change) => isHeld(change, limits));
  return { changes: changes.size, held: held.length, money: moneyTotals(held.flatMap(({ money }) => money ?? [])) };
}

function quantityOf({ fields, op }: Change): { from: number; to: number } | undefined {
  const found = fields.find(({ field }) => field === 'quantity');
  if (op !== 'update' || typeof found?.from !== 'number' || typeof found.to !== 'number') return undefined;
  return { from: found.from, to: found.to };
}

/** The journal keeps what a change relied on and what it bills, and by these its price. */
function isHeld(change: Change, limits: GuardLimits): boolean {
  const quantity = quantityOf(change);
  if (!quantity) return false;
  const { money, preconditions = [] } = change;
  const known = preconditions.find(({ field }) => field === 'lessIncluded')?.value;
  const lessIncluded = typeof known === 'number' ? known : 0;
  const units = billedQuantityOf(quantity.to, lessIncluded) - billedQuantityOf(quantity.from, lessIncluded);
  const unitPrice = money && units !== 0 ? (money.to - money.from) / units : 0;
  return guardJump({ quantity: quantity.from, lessIncluded, unitPrice }, quantity.to, limits, money) !== undefined;
}
