import * as z from 'zod/mini';
import type { RecordInfo } from '../../domain/connectwise-records.ts';
import { boundedText } from '../../shared/bounded-text.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import type { IsoTime } from '../../shared/time.ts';
import { readUtcTime } from '../../shared/utc-time.ts';
import { isRecordId, toInfo } from '../record.ts';

/**
 * Schema pieces for the cells of a report's rows, in the forms of docs/reference/connectwise-reports.md#values and no other:
 * a value in another form makes its row unreadable.
 */

const DECIMAL = /^-?\d{1,15}(\.\d{1,15})?$/;
const decimal = z.union([z.number(), z.string().check(z.regex(DECIMAL))]);
const numeric = z.pipe(decimal, z.transform(Number));
const isRecordIdOrZero = (value: number) => value === 0 || isRecordId(value);

/** A record's id. */
export const id = numeric.check(z.refine(isRecordId));
/** A reference to a record, or null: blank, or the 0 that joined tables give. */
export const idOrNull = z.pipe(
  z.nullish(numeric.check(z.refine(isRecordIdOrZero))),
  z.transform((value) => value || null),
);
/** A number; 0 where blank, as in the lists of REST. */
export const number = z.pipe(
  z.nullish(numeric),
  z.transform((value) => value ?? 0),
);
/** A text; '' where blank. */
export const text = z.pipe(
  z.nullish(boundedText),
  z.transform((value) => value ?? ''),
);
/** Undefined where blank. */
export const flag = z.pipe(
  z.nullish(z.union([z.boolean(), z.literal([0, 1]), z.string().check(z.regex(/^(true|false)$/i))])),
  z.transform((value) => (typeof value === 'string' ? value.toLowerCase() === 'true' : toFlag(value))),
);
/** A time; undefined where blank. A text that is no time is refused: a last day that is not read would not end anything. */
export const time = z.pipe(
  z.nullish(boundedText.check(z.refine((value) => value.trim() === '' || readUtcTime(value) !== undefined))),
  z.transform((value): IsoTime | undefined => (value ? readUtcTime(value) : undefined)),
);

function toFlag(value: boolean | number | null | undefined): boolean | undefined {
  return value == null ? undefined : Boolean(value);
}

/** When a row's record was written, and by whom. */
export function infoOf(raw: { Last_Update_UTC?: IsoTime | undefined; Updated_By?: string | undefined }): RecordInfo {
  return toInfo({ lastUpdated: raw.Last_Update_UTC, updatedBy: raw.Updated_By });
}

/** The id that a cell holds, before its row is read; undefined where it holds something else. */
export function rawId(cell: unknown): number | undefined {
  const parsed = safeParse(id, cell);
  return parsed.success ? parsed.data : undefined;
}
