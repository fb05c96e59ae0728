import * as z from 'zod/mini';

/**
 * Reads a value of another system by its schema; never throws. zod compares the `length` of whatever has one, before it knows what the
 * value is: `{"length":{"toString":null}}` makes it throw (4.6.7), and counts here as a value of another shape.
 */
export function safeParse<S extends z.core.$ZodType>(
  schema: S,
  value: unknown,
): z.core.util.SafeParseResult<z.core.output<S>> {
  try {
    return z.safeParse(schema, value);
  } catch {
    const issue = { code: 'custom' as const, path: [], message: 'This value cannot be read.', input: value };
    return { success: false, error: new z.core.$ZodError([issue]) as z.core.$ZodError<z.core.output<S>> };
  }
}
