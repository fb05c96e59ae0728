import * as z from 'zod/mini';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, parseRecord, text } from './record.ts';

const PATH = '/system/info';
const schema = z.object({ version: text, isCloud: flag });

/** Proves that the keys are accepted: every API member may read it, whatever its role. */
export async function readInfo(client: RestClient): Promise<Result<{ version: string; isCloud: boolean }>> {
  const found = await client.get(PATH);
  if (!found.ok) return found;
  const parsed = parseRecord(schema, found.value, PATH);
  return parsed.ok ? ok({ version: parsed.value.version ?? '', isCloud: parsed.value.isCloud ?? false }) : parsed;
}
