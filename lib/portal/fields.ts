import * as z from 'zod/mini';
import { boundedText } from '../shared/bounded-text.ts';
import { readUtcTime } from '../shared/utc-time.ts';

/** Schema pieces that several portals share. Null and absent mean the same: the portal did not say. */
export const text = z.nullish(boundedText);
export const bytes = z.nullish(z.number().check(z.nonnegative()));
export const count = z.nullish(z.int().check(z.nonnegative()));

/** A time in any of the shapes seen, as UTC; an empty text means none. */
export const time = z.nullish(
  z.pipe(
    boundedText,
    z.transform((value, context) => {
      if (value.trim() === '') return undefined;
      const read = readUtcTime(value);
      if (read === undefined) context.issues.push({ code: 'custom', message: 'no time', input: value });
      return read;
    }),
  ),
);

/** A record id, as text: portals send numbers or text. */
export const id = z.pipe(
  z.pipe(
    z.union([boundedText, z.int()]),
    z.transform((value) => String(value)),
  ),
  // The one text that is left out where objects are read by their keys: what is remembered under it would be lost.
  z.string().check(z.refine((value) => value !== '__proto__')),
);

/** A customer id: digits without a leading zero, because EFS ids are made of it. */
export const customerId = z.pipe(id, z.string().check(z.regex(/^[1-9]\d*$/)));

/** The record without members that are `undefined` or `null`: absent means that the portal did not say. */
export function present<T extends object>(record: { [K in keyof T]: T[K] | null | undefined }): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null)) as T;
}
