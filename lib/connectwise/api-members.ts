import * as z from 'zod/mini';
import { boundedText } from '../shared/bounded-text.ts';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, id, parseRecords } from './record.ts';

const PATH = '/system/apiMembers';
const schema = z.object({ id, identifier: boundedText, inactiveFlag: flag });

/**
 * The API member behind our keys, where it can be known without having written: REST has no "who am I", and no list of
 * API keys either (docs/reference/connectwise-rest.md#rights), so only a ConnectWise with a single active API member
 * answers the question. Reads them all: the only one on a page need not be the only one.
 */
export async function onlyApiMember(client: RestClient): Promise<Result<string | undefined>> {
  const list = await client.list(PATH, { fields: 'id,identifier,inactiveFlag' });
  const members = parseRecords(schema, list, PATH, (raw) => raw);
  if (!members.ok) return members;
  const { rows, unreadable } = members.value;
  const active = rows.filter((member) => member.inactiveFlag !== true);
  // One that cannot be read may be active too.
  return ok(active.length === 1 && !unreadable.length ? active[0]?.identifier : undefined);
}
