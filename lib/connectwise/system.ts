import * as z from 'zod/mini';
import { ok, type Result } from '../shared/result.ts';
import type { RestClient } from './client.ts';
import { flag, parseRecord, text } from './record.ts';
import { ianaZone } from './time-zone.ts';

const PATH = '/system/info';
const schema = z.object({
  version: text,
  isCloud: flag,
  serverTimeZone: text,
  licenseBits: z.nullish(z.array(z.object({ name: text, activeFlag: flag }))),
});

export interface SystemInfo {
  version: string;
  isCloud: boolean;
  /** IANA name of the time zone in which the tenant's dates are days; absent: not named, or by a name that is not known. */
  timeZone?: string;
  /** What the tenant has bought; absent: the server does not list it. */
  licenses?: License[];
}

interface License {
  /** E.g. `ManagedServices`. */
  name: string;
  isActive: boolean;
}

/** Proves that the keys are accepted: every API member may read it, whatever its role. */
export async function readInfo(client: RestClient): Promise<Result<SystemInfo>> {
  const found = await client.get(PATH);
  if (!found.ok) return found;
  const parsed = parseRecord(schema, found.value, PATH);
  if (!parsed.ok) return parsed;
  const { version, isCloud, serverTimeZone, licenseBits } = parsed.value;
  const timeZone = ianaZone(serverTimeZone);
  const licenses = licenseBits?.map(({ name, activeFlag }) => ({ name: name ?? '', isActive: activeFlag ?? false }));
  return ok({
    version: version ?? '',
    isCloud: isCloud ?? false,
    ...(timeZone && { timeZone }),
    ...(licenses && { licenses }),
  });
}
