import * as z from 'zod/mini';
import { isUnnamedMember } from '../domain/api-member.ts';
import type { AccessLevel, FunctionRights, MemberRights } from '../domain/member-rights.ts';
import { levelOf, NEEDED_RIGHTS } from '../domain/needed-rights.ts';
import type { Failure } from '../shared/errors.ts';
import { ok, type Result } from '../shared/result.ts';
import { onlyApiMember } from './api-members.ts';
import type { RestClient } from './client.ts';
import { eq } from './conditions.ts';
import { lackOf } from './errors.ts';
import { id, parseRecords, reference, text } from './record.ts';
import { listReportedRights } from './reports/member-security-roles.ts';
import type { ReportClient } from './reports/report.ts';

const MEMBERS = '/system/apiMembers';
const memberSchema = z.object({ id, securityRole: reference });

const LEVELS: readonly AccessLevel[] = ['None', 'My', 'All'];
const level = z.pipe(
  text,
  z.transform((word): AccessLevel => LEVELS.find((known) => known === word) ?? 'None'),
);
const settingSchema = z.object({
  moduleFunctionName: text,
  inquireLevel: level,
  addLevel: level,
  editLevel: level,
  deleteLevel: level,
});

/**
 * Returns what our API member may do, without trying a write: by the report MemberSecurityRoles, else by the settings of its security role
 * (docs/reference/connectwise-rest.md#rights). null: it is not known which API member is ours. Failures: those of the reads of the role;
 * `missing-right` names what a role needs for them.
 * @param known its identifier, or a placeholder for it
 */
export async function readMemberRights(
  client: RestClient,
  reports: ReportClient,
  known: string | undefined,
): Promise<Result<MemberRights | null>> {
  const member = known === undefined || isUnnamedMember(known) ? await onlyApiMember(client) : ok(known);
  if (!member.ok) return member;
  if (member.value === undefined) return ok(null);
  const reported = await listReportedRights(reports, member.value);
  if (reported.ok && isPlausible(reported.value)) {
    return ok({ member: member.value, source: 'report', functions: reported.value });
  }
  const functions = await readRole(client, member.value);
  return functions.ok ? ok({ member: member.value, source: 'role', functions: functions.value }) : functions;
}

/** Who reads a report may do so: a report that denies it has levels of another kind than we know. */
function isPlausible(functions: readonly FunctionRights[]): boolean {
  return functions.some(({ name, Inquire }) => name.replaceAll(' ', '') === 'APIReports' && Inquire === 'All');
}

async function readRole(client: RestClient, member: string): Promise<Result<FunctionRights[]>> {
  const query = { conditions: eq('identifier', member), fields: 'id,securityRole/id' };
  const members = parseRecords(memberSchema, await client.list(MEMBERS, query), MEMBERS, (raw) => raw.securityRole?.id);
  if (!members.ok) return members;
  const role = members.value.rows[0];
  if (role == null) return ok([]);
  const path = `/system/securityRoles/${role}/settings`;
  const fields = 'id,moduleFunctionName,inquireLevel,addLevel,editLevel,deleteLevel';
  const settings = parseRecords(settingSchema, await client.list(path, { fields }), path, (raw) => ({
    name: raw.moduleFunctionName ?? '',
    Inquire: raw.inquireLevel,
    Add: raw.addLevel,
    Edit: raw.editLevel,
    Delete: raw.deleteLevel,
  }));
  return settings.ok ? ok(settings.value.rows) : settings;
}

/** Returns a failure for each right that the role lacks and that some part of the product needs, whatever the settings are. */
export function lacksIn({ functions }: MemberRights): Failure[] {
  return NEEDED_RIGHTS.filter(({ use }) => use !== 'optional').flatMap((right) => {
    const level = levelOf(right, functions);
    if (level === undefined || level === 'All') return [];
    const lack = lackOf(right, undefined);
    return { ...lack, nextStep: `${lack.nextStep} It is needed for ${right.why}.` };
  });
}
