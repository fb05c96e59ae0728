import * as z from 'zod/mini';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { listOf } from './companies.ts';
import { flag, parseRecords } from './record.ts';

const PATH = '/system/apiMembers';
const schema = z.object({ id: z.number(), identifier: boundedText, inactiveFlag: flag });

/**
 * The API member behind our keys, where it can be known without having written: REST has no "who am I", and no list of
 * API keys either (cw-api §1), so only a ConnectWise with a single active API member answers the question. Asks for
 * no more than it needs to see that there are several.
 */
export async function onlyApiMember(client: RestClient): Promise<Result<string | undefined>> {
  const page = await client.get(PATH, { fields: 'id,identifier,inactiveFlag', pageSize: 100 });
  const members = parseRecords(schema, listOf(page), PATH, (raw) => raw);
  if (!members.ok) return members;
  const active = members.value.filter((member) => member.inactiveFlag !== true);
  return ok(active.length === 1 ? active[0]?.identifier : undefined);
}
