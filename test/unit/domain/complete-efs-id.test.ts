import { describe, expect, it } from 'vitest';
import { completeEfsId } from '../../../lib/domain/complete-efs-id.ts';

const CUSTOMERS = [
  { id: '342', name: "Eddie's TV Repair" },
  { id: '355', name: 'Joe TV Repair' },
  { id: '900', name: 'Joe' },
];

describe('completeEfsId', () => {
  it.each([
    ['342', 'EFS-342'],
    [' 0342 ', 'EFS-342'],
    ['Eddie', 'EFS-342'],
    ["eddie's tv", 'EFS-342'],
    ['Joe', 'EFS-900'],
    ['Joe TV', 'EFS-355'],
    ['34', undefined],
    ['fix', undefined],
    ['Ed', undefined],
    ['EFS', undefined],
    ['EFS-342', undefined],
    ['342 355', undefined],
    ['', undefined],
    ['x'.repeat(200), undefined],
  ])('%s is completed to %s', (text, efsId) => {
    expect(completeEfsId(text, 'EFS', CUSTOMERS)?.efsId).toBe(efsId);
  });

  it('guesses nothing while the customers are not known', () => {
    expect(completeEfsId('342', 'EFS')).toBeUndefined();
  });
});
