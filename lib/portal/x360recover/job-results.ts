import * as z from 'zod/mini';
import { type JobCounts, monthName } from '../../domain/job-results.ts';
import { addressPart } from '../../shared/address-part.ts';
import { boundedText } from '../../shared/bounded-text.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { safeParse } from '../../shared/safe-parse.ts';
import { type IsoTime, readTime, SECOND } from '../../shared/time.ts';
import type { JobResultsRead } from '../../sync/ports.ts';
import type { PortalClient } from '../client.ts';
import { id, text, time } from '../fields.ts';
import { expectList, unexpected } from '../tolerant.ts';
import { SMALLEST_CAP, withId } from './lists.ts';

/** Devices asked about at the same time; see `fleet.ts`. */
const SIDE_BY_SIDE = 4;
/** Rows of one answer: the default of later versions (docs/reference/portals.md#lists). */
const PAGE = 500;
/** A job every quarter of an hour makes 2,976 rows in a month. */
const MOST_ROWS = 8 * PAGE;
/** Of a portal that gives smaller pages than it is asked for. */
const MOST_PAGES = 40;

const REFUSALS: ReadonlySet<number | undefined> = new Set([400, 401, 403, 404, 405]);
/** Also the answers for a device, or a job, that is not at this client. */
const NOT_HERE: ReadonlySet<number | undefined> = new Set([400, 404]);

const jobSchema = z.object({ id, offsite: z.nullish(z.boolean()), job_type: text });

/** The contract names two words. Another one is not guessed: the device's counts are then not known. */
const rowSchema = z.object({
  status: z.enum(['Completed', 'Failed']),
  start_time: z.pipe(time, z.string()),
  end_time: time,
  error_msg: z.nullish(boundedText),
});

/**
 * Results of the devices' jobs in the month (UTC) of a moment, from then on: `GET …/device/{d}/job` and
 * `…/job/{j}/history?starttime_begin=`, two requests per device and one more per 500 rows, a few devices at a time. A device whose
 * answer cannot be read in full is absent, because part of a count is no count; so is one that is not at this client any more. An
 * outage ends it, and so does a portal that gave no device's history (docs/reference/portals.md#records: "occasionally
 * nonfunctional"): not every device is asked about.
 */
export async function readJobResults(
  client: PortalClient,
  customerId: string,
  deviceIds: readonly string[],
  since: IsoTime,
): Promise<Result<JobResultsRead>> {
  const accounts: Record<string, JobCounts> = {};
  const failures: Failure[] = [];
  const goesOn = () => failures.every(isOfOneDevice) && (failures.length === 0 || Object.keys(accounts).length > 0);
  for (let start = 0; start < deviceIds.length && goesOn(); start += SIDE_BY_SIDE) {
    const some = deviceIds.slice(start, start + SIDE_BY_SIDE);
    const read = await Promise.all(
      some.map(async (deviceId) => ({ deviceId, counts: await countsOf(client, customerId, deviceId, since) })),
    );
    for (const { deviceId, counts } of read) {
      if (counts.ok) accounts[deviceId] = counts.value;
      else failures.push(counts.failure);
    }
  }
  const failure = failures.find((one) => !isOfOneDevice(one)) ?? failures[0];
  const ofSome = Object.keys(accounts).length > 0 ? failures.length : undefined;
  return ok({ accounts, ...(failure && { failure: inWords(failure, client.peer, ofSome) }) });
}

/** What may be so of one device alone: an answer that cannot be read, or a device that moved to another client. */
function isOfOneDevice(failure: Failure): boolean {
  return isUnreadable(failure) || NOT_HERE.has(failure.status);
}

function isUnreadable({ code }: Failure): boolean {
  return code === 'unexpected-shape' || code === 'not-json';
}

/**
 * 401 is the answer for an unknown route too (docs/reference/portals.md#refusals), and the devices were just answered
 * with the same key.
 * @param ofSome how many devices it concerns; undefined: all that were asked about
 */
function inWords(failure: Failure, peer: string, ofSome: number | undefined): Failure {
  const devices = ofSome === undefined ? '' : ` for ${ofSome === 1 ? 'one device' : `${ofSome} devices`}`;
  if (isUnreadable(failure)) return { ...failure, message: `The job history of ${peer} could not be read${devices}.` };
  const isRefused = REFUSALS.has(failure.status);
  return isRefused ? { ...failure, message: `${peer} gives no job history${devices}.` } : failure;
}

async function countsOf(
  client: PortalClient,
  customerId: string,
  deviceId: string,
  since: IsoTime,
): Promise<Result<JobCounts>> {
  const path = `/client/${addressPart(customerId)}/device/${addressPart(deviceId)}/job`;
  const found = await client.get(path);
  if (!found.ok) return found;
  const list = expectList(found.value, client.peer, path);
  if (!list.ok) return list;
  const jobs = safeParse(z.array(jobSchema), list.value.map(withId));
  if (!jobs.success) return fail(unexpected(client.peer, path, found.value));
  const counts: JobCounts = { successes: 0, failed: 0, incomplete: 0 };
  for (const job of backupJobs(jobs.data)) {
    const rows = await historyOf(client, `${path}/${addressPart(job.id)}/history`, since);
    if (!rows.ok) return rows;
    for (const row of rows.value) counts[resultOf(row)] += 1;
  }
  return ok(counts);
}

/**
 * Jobs that make backups, each once. An appliance's backup job (`offsite` false) exists beside one that replicates it (true), which is no
 * further backup; all jobs of a direct-to-cloud device are offsite, and the older product's jobs do both (contract: org_level_job).
 */
function backupJobs(listed: readonly z.infer<typeof jobSchema>[]): readonly z.infer<typeof jobSchema>[] {
  const jobs = [...new Map(listed.map((job) => [job.id, job])).values()];
  const onSite = jobs.filter(({ offsite, job_type }) => !offsite || job_type);
  return onSite.length > 0 ? onSite : jobs;
}

/** Completed with a message: something was left out, so the backup is incomplete (INFERRED: the contract has no word for it). */
function resultOf({ status, error_msg }: z.infer<typeof rowSchema>): keyof JobCounts {
  if (status === 'Failed') return 'failed';
  return error_msg?.trim() ? 'incomplete' : 'successes';
}

/**
 * Ended runs since the moment, each once although pages may shift while new runs come. A portal may heed none of the queries, or give
 * smaller pages than it is asked for: a page as long as such a one is not taken for the last.
 */
async function historyOf(
  client: PortalClient,
  path: string,
  since: IsoTime,
): Promise<Result<z.infer<typeof rowSchema>[]>> {
  const begin = readTime(since) ?? 0;
  const rows = new Map<string, unknown>();
  for (let page = 0, offset = 0; page < MOST_PAGES; page++) {
    const query = { limit: PAGE, offset, starttime_begin: Math.floor(begin / SECOND) };
    const found = await client.get(path, { query });
    if (!found.ok) return found;
    const list = expectList(found.value, client.peer, path);
    if (!list.ok) return list;
    const known = rows.size;
    for (const row of list.value) if (!isRunning(row)) rows.set(JSON.stringify(row), row);
    const { length } = list.value;
    offset += length;
    if (rows.size > MOST_ROWS) break;
    const mayBeFull = length >= PAGE || (length > 0 && length % SMALLEST_CAP === 0);
    if (!mayBeFull || rows.size === known) return parsed(client, path, [...rows.values()], begin);
  }
  return fail(unexpected(client.peer, path, `more than ${rows.size} rows`));
}

function parsed(
  client: PortalClient,
  path: string,
  rows: readonly unknown[],
  begin: number,
): Result<z.infer<typeof rowSchema>[]> {
  const read = safeParse(z.array(rowSchema), rows);
  if (!read.success)
    return fail(
      unexpected(
        client.peer,
        path,
        rows.find((row) => !safeParse(rowSchema, row).success),
      ),
    );
  // The month may end while it is read: what begins after it is the next one's.
  const isInMonth = (at: number) => at >= begin && monthName(at) === monthName(begin);
  return ok(read.data.filter(({ start_time }) => isInMonth(readTime(start_time) ?? 0)));
}

/** A run that has not ended has no result yet. */
function isRunning(row: unknown): boolean {
  if (typeof row !== 'object' || row === null || !('end_time' in row) || row.end_time) return false;
  return !('status' in row && (row.status === 'Failed' || row.status === 'Completed'));
}
