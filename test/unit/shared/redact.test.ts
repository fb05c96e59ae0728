import { describe, expect, it } from 'vitest';
import { redact } from '../../../lib/shared/redact.ts';

describe('redact', () => {
  it('removes secrets from every text of a failure', () => {
    const failure = redact(
      {
        code: 'rejected',
        message: 'key s3cret! refused',
        nextStep: 'drop s3cret!',
        field: 'x-s3cret!',
        value: 's3cret!',
      },
      ['s3cret!', ''],
    );
    expect(JSON.stringify(failure)).not.toContain('s3cret');
    expect(failure.message).toBe('key ••• refused');
  });
});
