import * as z from 'zod/mini';
import { LONGEST_TEXT } from './bounds.ts';

/** A text of an answer from outside. A longer one than `LONGEST_TEXT` makes the member that holds it unreadable. */
export const boundedText = z.string().check(z.maxLength(LONGEST_TEXT));
