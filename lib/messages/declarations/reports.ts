import * as z from 'zod/mini';
import type { BackupReport } from '../../domain/backup-report.ts';
import type { LinkCompany } from '../../domain/link-view.ts';
import { fromPage, nothing, recordId } from './declaration.ts';

/** Backup reports for printing. */
export const REPORTS = {
  /** The companies that a report can be made of, by name. */
  'report.companies': fromPage(nothing).answers<LinkCompany[]>(),
  /** `month`: `2026-11`; `timeZone`: IANA name, whose days and months count. */
  'report.backup': fromPage(
    z.strictObject({
      companyId: recordId,
      month: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
      timeZone: z.string().check(z.minLength(1), z.maxLength(60)),
    }),
  ).answers<BackupReport>(),
};
