import * as z from 'zod/mini';
import type { ManagementSolution } from '../domain/connectwise-records.ts';
import type { RecordList } from '../domain/record-list.ts';
import { boundedText } from '../shared/bounded-text.ts';
import type { Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { parseRecords, text } from './record.ts';

const PATH = '/company/managementItSolutions';
const FIELDS = 'id,name,managementItSolutionType,managementSolutionName';

const schema = z.object({
  id: z.number(),
  name: boundedText,
  managementItSolutionType: text,
  managementSolutionName: text,
});

/** Rows of System › Setup Tables › Management IT. The logins they hold are never read. */
export async function listManagementSolutions(client: RestClient): Promise<Result<RecordList<ManagementSolution>>> {
  const rows = await client.list(PATH, { fields: FIELDS });
  return parseRecords(schema, rows, PATH, (raw) => ({
    id: raw.id,
    name: raw.name,
    managementItSolutionType: raw.managementItSolutionType ?? '',
    managementSolutionName: raw.managementSolutionName ?? '',
  }));
}
