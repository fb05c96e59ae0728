import * as z from 'zod/mini';
import { boundedText } from '../../shared/bounded-text.ts';
import { id } from '../fields.ts';

/** Characters of a client's id: it is a key of what is stored. */
const LONGEST_ID = 200;

/** A row of `children` (docs/reference/portals.md#billing-usage). Products and members are read by `read-usage.ts`. */
export const clientSchema = z.object({
  id: z.pipe(id, z.string().check(z.minLength(1), z.maxLength(LONGEST_ID))),
  name: boundedText,
  usage: z.optional(z.unknown()),
});
