import * as z from 'zod/mini';
import { boundedText } from '../../shared/bounded-text.ts';
import { bytes, customerId, id, text, time } from '../fields.ts';

/**
 * Records of the x360Recover API 0.3.1, with the ways in which production deviates from its description
 * (docs/reference/portals.md#records). `id_` is turned into `id` before a record gets here.
 */

export const organizationSchema = z.object({ name: text });

/** How many devices of a client are in each group (appliance_based, d2c, cloud_archive), by type. */
const counters = z.record(z.string(), z.nullish(z.array(z.object({ count: z.int().check(z.nonnegative()) }))));

export const clientSchema = z.object({
  id: customerId,
  name: boundedText,
  /** Boolean in the description, 1 or 0 in production. */
  active: z.nullish(
    z.pipe(
      z.union([z.boolean(), z.literal(0), z.literal(1)]),
      z.transform((value) => value === true || value === 1),
    ),
  ),
  /** No fact, only a hint whom to ask: one that cannot be read counts as none. */
  devices_counters: z.catch(z.nullish(counters), undefined),
});

/** An object in the schema, a bare number in the description's own example. */
const threshold = z.nullish(
  z.union([z.number(), z.object({ value: z.nullish(z.number()), enabled: z.nullish(z.boolean()) })]),
);

/** A type that nobody knows is left out and reported: which service bills such a vault is not known. */
const vaultSchema = z.object({
  id: z.nullish(id),
  type: z.nullish(z.enum(['Cloud', 'Private'])),
  device_usage: bytes,
  latest_vault_rp: time,
});

/** A job, as a device names it and as the list of its jobs has it. */
export const jobSchema = z.object({ id, health_status: text });

export const deviceSchema = z.object({
  id,
  name: boundedText,
  /** Missing in rows of the organisation-wide list. */
  client_id: z.nullish(customerId),
  type: z.nullish(z.enum(['SERVER', 'WORKSTATION'])),
  product: text,
  d2c: z.nullish(z.boolean()),
  current_health_status: z.nullish(z.object({ status: text, reason: text, timestamp: time })),
  thresholds: z.nullish(
    z.object({ cloud_rp_threshold: threshold, vault_rp_threshold: threshold, local_rp_threshold: threshold }),
  ),
  local_usage: bytes,
  cloud_usage: bytes,
  vault_usage: bytes,
  vaults: z.nullish(z.array(vaultSchema)),
  latest_cloud_rp: time,
  latest_vault_rp: time,
  latest_local_rp: time,
  latest_autoverify_details: z.nullish(
    z.object({ is_healthy: z.nullish(z.boolean()), timestamp: time, end_timestamp: time }),
  ),
  device_details_page_url: text,
  /** No fact, only whom to ask for the last error: jobs that cannot be read count as none. */
  jobs: z.catch(z.nullish(z.array(jobSchema)), undefined),
});

/** Members of a device that no quantity is made of. Restore points and thresholds show whether there is a copy to count. */
export const UNBILLED: ReadonlySet<string> = new Set([
  'client_id',
  'current_health_status',
  'latest_autoverify_details',
  'device_details_page_url',
  'jobs',
]);

export type Device = z.infer<typeof deviceSchema>;
export type Threshold = z.infer<typeof threshold>;
