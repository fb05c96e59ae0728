import * as z from 'zod/mini';
import type { ManagementSolution } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, id, info, parseRecord, parseRecords, text, toInfo } from './record.ts';

export const MANAGEMENT_SOLUTION_PATH = '/company/managementItSolutions';
const FIELDS = 'id,name,managementItSolutionType,managementSolutionName,globalLoginFlag,_info';

const schema = z.object({
  id,
  name: boundedText,
  managementItSolutionType: text,
  managementSolutionName: text,
  globalLoginFlag: flag,
  _info: info,
});

function toSolution(raw: z.infer<typeof schema>): ManagementSolution {
  return {
    id: raw.id,
    name: raw.name,
    managementItSolutionType: raw.managementItSolutionType ?? '',
    managementSolutionName: raw.managementSolutionName ?? '',
    globalLoginFlag: raw.globalLoginFlag ?? false,
    _info: toInfo(raw._info),
  };
}

/** Rows of System › Setup Tables › Management IT. The logins they hold are never read. */
export async function listManagementSolutions(client: RestClient): Promise<Result<RecordList<ManagementSolution>>> {
  const rows = await client.list(MANAGEMENT_SOLUTION_PATH, { fields: FIELDS });
  return parseRecords(schema, rows, MANAGEMENT_SOLUTION_PATH, toSolution);
}

export function parseManagementSolution(value: unknown): Result<ManagementSolution> {
  const parsed = parseRecord(schema, value, MANAGEMENT_SOLUTION_PATH);
  return parsed.ok ? ok(toSolution(parsed.value)) : parsed;
}
