import { describe, expect, it } from 'vitest';
import { readProduct } from './source-tree.ts';

/** zod's own ways from a value to a shape: each may throw (lib/shared/safe-parse.ts). */
const OF_ZOD = /\.safeParse\(|\bz\.parse\(|[sS]chema\.parse\(/;
const READER = 'lib/shared/safe-parse.ts';

describe('the product', () => {
  it('reads values of other systems by safeParse alone', () => {
    const files = readProduct().filter(({ path }) => path !== READER);
    expect(files.filter(({ text }) => OF_ZOD.test(text)).map(({ path }) => path)).toEqual([]);
    expect(files.filter(({ text }) => /\bsafeParse\(/.test(text)).length).toBeGreaterThan(20);
  });

  it.each(['z.safeParse(schema, value)', 'MESSAGES[name].input.safeParse(input)', 'fileSchema.parse(value)'])(
    'would be found with %s',
    (code) => expect(code).toMatch(OF_ZOD),
  );
});
