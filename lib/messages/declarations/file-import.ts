import * as z from 'zod/mini';
import { type FileImport, MOST_ROW_ERRORS, MOST_SKIPPED } from '../../domain/file-import.ts';
import {
  FILE_FIELDS,
  type FileMapping,
  LONGEST_HEADER,
  MOST_COLUMNS,
  SIZE_UNITS,
  type SizeUnit,
} from '../../domain/file-mapping.ts';
import { MOST_ROWS } from '../../shared/bounds.ts';
import type { PortalTest } from '../views.ts';
import { fromPage, nothing, ourId, shortText } from './declaration.ts';

/** The file was read by our own page; the worker takes nothing for granted and checks every record again. */
const header = z.string().check(z.maxLength(LONGEST_HEADER));
const signature = z.string().check(z.maxLength(MOST_COLUMNS * (LONGEST_HEADER + 1)));
const time = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const id = z.string().check(
  z.minLength(1),
  z.maxLength(500),
  z.refine((value) => value !== '__proto__'),
);
const customerId = z.string().check(z.regex(/^[1-9]\d{0,18}$/));
const count = z.int().check(z.nonnegative());
const rows = z.int().check(z.nonnegative(), z.lte(MOST_ROWS));
const line = z.int().check(z.nonnegative());

const account = z.strictObject({
  id,
  customerId,
  parentId: z.optional(id),
  accountNo: z.optional(shortText),
  userName: shortText,
  role: z.optional(shortText),
  plan: shortText,
  kind: z.enum(['server', 'desktop', 'appliance', 'mailboxes', 'unknown']),
  expiresAt: z.optional(time),
  onlineBytes: z.optional(count),
  localBytes: z.optional(count),
  mailboxes: z.optional(count),
  licences: z.optional(count),
  lastBackupAt: z.optional(time),
  lastErrorFreeBackupAt: z.optional(time),
  lastStatus: z.optional(shortText),
  copies: z
    .array(z.strictObject({ where: z.enum(['remote', 'local']), lastRestorePointAt: z.optional(time) }))
    .check(z.maxLength(2)),
  backupsNotReported: z.optional(z.literal(true)),
});

const imported = z.strictObject({
  customer: z.strictObject({ id: customerId, name: shortText, brand: z.optional(shortText), active: z.boolean() }),
  accounts: z.array(account).check(z.maxLength(1_000)),
  figures: z
    .array(
      z.strictObject({
        measure: z.string().check(z.startsWith('file.'), z.maxLength(LONGEST_HEADER + 10)),
        amount: z.number().check(z.nonnegative()),
        unit: z.enum(['bytes', 'count']),
        path: header,
        period: z.optional(z.strictObject({ from: day, to: day })),
      }),
    )
    .check(z.maxLength(MOST_COLUMNS)),
  skipped: z
    .array(
      z.strictObject({
        path: shortText,
        value: shortText,
        why: z.string().check(z.maxLength(1_000)),
        record: shortText,
        customerId,
        usage: z.literal(true),
      }),
    )
    .check(z.maxLength(MOST_SKIPPED)),
});

const mapping = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        header,
        use: z.enum([...FILE_FIELDS, 'figure', 'ignore']),
        unit: z.optional(z.enum([...(Object.keys(SIZE_UNITS) as SizeUnit[]), 'count'])),
        decimal: z.optional(z.enum(['point', 'comma'])),
        dates: z.optional(z.enum(['day-first', 'month-first'])),
      }),
    )
    .check(z.maxLength(MOST_COLUMNS)),
  hasEfsIds: z.boolean(),
});

const rowError = z.strictObject({
  line,
  column: z.optional(header),
  value: z.optional(shortText),
  sentence: z.string().check(z.maxLength(1_000)),
});

const commit = z.strictObject({
  importId: ourId,
  name: z.string().check(z.minLength(1), z.maxLength(60), z.regex(/^\S(?:.*\S)?$/u)),
  fileName: shortText,
  modifiedAt: time,
  signature,
  mapping,
  counts: z.strictObject({
    rows,
    customers: rows,
    accounts: rows,
    errors: rows,
    withoutCustomer: rows,
    olderRows: rows,
  }),
  errors: z.array(rowError).check(z.maxLength(MOST_ROW_ERRORS)),
});

/** An import of a file: `begin`, its customers in messages of less than a megabyte, `commit`. Until then the one before counts. */
export const FILE_IMPORT = {
  'file.view': fromPage(nothing).answers<FileImport | null>(),
  /** How a file of this shape was understood before. */
  'file.mapping': fromPage(z.strictObject({ signature })).answers<FileMapping | null>(),
  'file.begin': fromPage(nothing).answers<{ importId: string }>(),
  'file.customers': fromPage(
    z.strictObject({ importId: ourId, customers: z.array(imported).check(z.maxLength(1_000)) }),
  ).answers<null>(),
  'file.commit': fromPage(commit).answers<PortalTest>(),
};
