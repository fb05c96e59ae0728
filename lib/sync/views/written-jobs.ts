import type { JournalEntry } from '../../domain/change.ts';
import { readEfsId } from '../../domain/efs-id.ts';
import type { JobCounts } from '../../domain/job-results.ts';
import type { EngineDeps } from '../engine-api.ts';
import type { Observation } from '../read/observation.ts';

/** As much of a company's journal is looked through: years of it. */
const MOST_ENTRIES = 20_000;
const PAGE = 500;

/**
 * Returns the counts of jobs that were last written into ConnectWise for an EFS id in a calendar month (UTC): what the Executive
 * Management report showed at its end. What did not change in the month was not written, and is absent.
 * @param number of the EFS id; null: which one it is is not known
 */
export async function writtenJobs(
  { store, settings }: EngineDeps,
  { company, entries }: Pick<Observation, 'company' | 'entries'>,
  number: string | null,
  month: string,
): Promise<Partial<JobCounts> | undefined> {
  const own = new Set(
    entries.flatMap(({ id, groupIdentifier }) => {
      const read = readEfsId(groupIdentifier, settings.prefix);
      return read.ok && read.customerId === number ? [id] : [];
    }),
  );
  const written = new Map<'successes' | 'failed', number>();
  let before: { at: string; id: string } | undefined;
  for (let seen = 0; seen < MOST_ENTRIES; seen += PAGE) {
    const page = await store.journal({ companyId: company.id, limit: PAGE, ...(before && { before }) });
    for (const entry of page) {
      if (!entry.at.startsWith(month) || !own.has(entry.recordId ?? 0) || entry.state !== 'applied') continue;
      for (const [count, field] of FIELDS) {
        const value = countIn(entry, field);
        // Newest first: the first of a field is the last that was written.
        if (value !== undefined && !written.has(count)) written.set(count, value);
      }
    }
    const last = page.at(-1);
    if (page.length < PAGE || !last || last.at.slice(0, 7) < month) break;
    before = { at: last.at, id: last.id };
  }
  return written.size > 0 ? Object.fromEntries(written) : undefined;
}

const FIELDS = [
  ['successes', 'successfulBackupJobs'],
  ['failed', 'failedBackupJobs'],
] as const;

function countIn({ change }: JournalEntry, field: string): number | undefined {
  const to = change.fields.find((one) => one.field === field)?.to;
  return typeof to === 'number' ? to : undefined;
}
