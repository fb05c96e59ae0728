import { moneyEffect } from './billing.ts';
import type { Change, FieldChange } from './change.ts';

/** The highest Less Included that a user may set: more than any quantity that is billed. */
export const MOST_INCLUDED = 1_000_000_000;

/** Whether a user may say how much of a planned line is free: of one that is created. */
export function takesAllowance({ resource, op, part }: Change): boolean {
  return resource === 'addition' && op === 'create' && part === 'fix';
}

/** Returns the Less Included of a created line; 0 where none is planned. */
export function allowanceOf({ fields }: Change): number {
  const to = fields.find(({ field }) => field === 'lessIncluded')?.to;
  return typeof to === 'number' ? to : 0;
}

/**
 * Returns the change with another Less Included, and the money that it makes. A guard stays: it looks at the quantity, which is the
 * same. Pure.
 */
export function withAllowance(change: Change, lessIncluded: number): Change {
  const others = change.fields.filter(({ field }) => field !== 'lessIncluded');
  const quantity = others.find(({ field }) => field === 'quantity')?.to;
  const at = others.findIndex(({ field }) => field === 'quantity') + 1;
  const included: FieldChange[] = lessIncluded > 0 ? [{ field: 'lessIncluded', from: null, to: lessIncluded }] : [];
  const { money, unitPrice } = change;
  const isPriced = money !== undefined && unitPrice !== undefined && typeof quantity === 'number';
  return {
    ...change,
    fields: [...others.slice(0, at), ...included, ...others.slice(at)],
    ...(isPriced && {
      money: moneyEffect({ quantity: 0, lessIncluded, unitPrice, billCustomer: 'Billable' }, quantity, money),
    }),
  };
}

/** Returns the changes with what a user set for some of them, by their ids. */
export function withAllowances(
  changes: readonly Change[],
  allowances: Readonly<Record<string, number>> | undefined,
): Change[] {
  const set = new Map(Object.entries(allowances ?? {}));
  return changes.map((change) => {
    const lessIncluded = set.get(change.id);
    return lessIncluded !== undefined && takesAllowance(change) ? withAllowance(change, lessIncluded) : change;
  });
}
