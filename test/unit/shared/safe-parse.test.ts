import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { safeParse } from '../../../lib/shared/safe-parse.ts';

const text = z.string().check(z.maxLength(9));
const schema = z.object({ name: text, list: z.array(text).check(z.maxLength(3)) });

describe('reading by a schema', () => {
  it('answers what it read, or why it could not', () => {
    expect(safeParse(schema, { name: 'a', list: [] })).toEqual({ success: true, data: { name: 'a', list: [] } });
    const read = safeParse(schema, { name: 1, list: [] });
    expect(read.success).toBe(false);
    expect(read.error?.issues[0]?.path).toEqual(['name']);
  });

  it.each(['{"length":{"toString":null}}', '{"length":{"valueOf":null,"toString":null}}', '{"length":{"toString":1}}'])(
    'never throws: a record %s in place of a text or list is another shape',
    (json) => {
      const odd: unknown = JSON.parse(json);
      for (const value of [odd, { name: odd, list: [] }, { name: 'a', list: odd }, { name: 'a', list: [odd] }])
        expect(safeParse(schema, value).success).toBe(false);
    },
  );

  it('is needed as long as zod throws', () => {
    expect(() => z.safeParse(text, JSON.parse('{"length":{"toString":null}}'))).toThrow(TypeError);
  });
});
