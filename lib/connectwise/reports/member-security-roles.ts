import * as z from 'zod/mini';
import type { AccessLevel, FunctionRights } from '../../domain/member-rights.ts';
import { boundedText } from '../../shared/bounded-text.ts';
import { ok, type Result } from '../../shared/result.ts';
import { eq } from '../conditions.ts';
import { id, text } from './cells.ts';
import { defineReport } from './define-report.ts';
import { type ReportClient, readReport } from './report.ts';

/** As the web client orders them (docs/reference/connectwise-reports.md#membersecurityroles). */
const LEVELS: readonly AccessLevel[] = ['None', 'My', 'All'];

/** Blank is None; anything else that is none of these makes its row unreadable. */
const level = z.pipe(
  z.nullish(z.union([z.number(), boundedText])).check(z.refine((cell) => readLevel(cell) !== undefined)),
  z.transform((cell): AccessLevel => readLevel(cell) ?? 'None'),
);

function readLevel(cell: unknown): AccessLevel | undefined {
  if (cell == null || cell === '') return 'None';
  if (typeof cell === 'string' && !/^\d+$/.test(cell)) return LEVELS.find((known) => known === cell);
  return LEVELS[Number(cell)];
}

/** Functions of the security roles of members (docs/reference/connectwise-reports.md#membersecurityroles). */
const REPORT = defineReport({
  name: 'MemberSecurityRoles',
  key: 'FO_Role_Security_RecID',
  isKeyUnique: false,
  shape: {
    FO_Role_Security_RecID: id,
    Member_ID: text,
    Module_Name: text,
    Inquire_Level: level,
    Add_Level: level,
    Edit_Level: level,
    Delete_Level: level,
  },
  optional: [],
  make: (raw): FunctionRights => ({
    name: raw.Module_Name,
    Inquire: raw.Inquire_Level,
    Add: raw.Add_Level,
    Edit: raw.Edit_Level,
    Delete: raw.Delete_Level,
  }),
});

/** Lists the functions of a member's security role; failures as of `readReport`. @param member its identifier */
export async function listReportedRights(client: ReportClient, member: string): Promise<Result<FunctionRights[]>> {
  const functions: FunctionRights[] = [];
  const read = await readReport(
    client,
    REPORT,
    (nameOf) => eq(nameOf('Member_ID'), member),
    (rows) => void functions.push(...rows),
  );
  return read.ok ? ok(functions) : read;
}
