import { describe, expect, it } from 'vitest';
import { allowanceOf, takesAllowance, withAllowance, withAllowances } from '../../../lib/domain/addition-allowance.ts';
import type { Change } from '../../../lib/domain/change.ts';

const LINE: Change = {
  id: 'new-line',
  part: 'fix',
  resource: 'addition',
  op: 'create',
  ref: { companyId: 250, agreementId: 40 },
  label: 'Addition "Online Backup Basic Storage w/25 GB"',
  fields: [
    { field: 'product', from: null, to: { id: 900 } },
    { field: 'quantity', from: null, to: 100 },
    { field: 'lessIncluded', from: null, to: 25 },
    { field: 'serialNumber', from: null, to: 'EFS-342' },
  ],
  money: { from: 0, to: 112.5, cycle: 'Monthly' },
  unitPrice: 1.5,
  reason: 'Nothing bills it.',
};

const fieldsOf = ({ fields }: Change) => fields.map(({ field, to }) => [field, to]);

describe('Less Included of a line that is created', () => {
  it('is set by a user, with the money that it makes', () => {
    const changed = withAllowance(LINE, 40);
    expect(allowanceOf(changed)).toBe(40);
    expect(changed.money).toEqual({ from: 0, to: 90, cycle: 'Monthly' });
    expect(fieldsOf(changed).map(([field]) => field)).toEqual(['product', 'quantity', 'lessIncluded', 'serialNumber']);
  });

  it('of 0 is no member of the new record', () => {
    const changed = withAllowance(LINE, 0);
    expect(fieldsOf(changed).map(([field]) => field)).not.toContain('lessIncluded');
    expect([allowanceOf(changed), changed.money?.to]).toEqual([0, 150]);
  });

  it('above the quantity bills nothing, and no credit', () => {
    expect(withAllowance(LINE, 150).money?.to).toBe(0);
  });

  it('makes no money where the price is not known', () => {
    const { money: _, unitPrice: __, ...unpriced } = LINE;
    expect(withAllowance(unpriced, 40)).not.toHaveProperty('money');
  });

  it('keeps the guard, for the quantity is the same', () => {
    const guard = { code: 'GUARD-UNIT', message: 'Units differ.' } as const;
    expect(withAllowance({ ...LINE, guard }, 40).guard).toEqual(guard);
  });

  it.each([
    ['an update', { op: 'update' as const }],
    ['another record', { resource: 'configuration' as const }],
    ['an undo', { part: 'undo' as const }],
  ])('is not for %s', (_, members) => {
    const other = { ...LINE, ...members };
    expect(takesAllowance(other)).toBe(false);
    expect(withAllowances([other], { 'new-line': 40 })).toEqual([other]);
  });
});
