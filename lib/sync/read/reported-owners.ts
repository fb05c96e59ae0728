import { readEfsId } from '../../domain/efs-id.ts';
import type { Failure } from '../../shared/errors.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';

/** The companies whose managed-ID entries carry each customer's id, by the report of all entries. */
export interface ReportedOwners {
  /** Company ids by customer id, in the order of the entries. */
  owners: ReadonlyMap<string, readonly number[]>;
  /** A row could not be read: it may be anybody's. */
  isPartial: boolean;
}

/**
 * Reads which company carries which EFS id, for all companies at once: what the resource API cannot be asked. Who writes reads the
 * company's own entries before. Failures for which `isWithoutReports` holds: look for each by itself instead.
 */
export async function reportedOwners({
  connectWise,
  settings,
}: Pick<EngineDeps, 'connectWise' | 'settings'>): Promise<Result<ReportedOwners>> {
  const owners = new Map<string, number[]>();
  const read = await connectWise.reportedEntries((rows) => {
    for (const { companyId, groupIdentifier } of rows) {
      const reading = readEfsId(groupIdentifier, settings.prefix);
      if (!reading.ok) continue;
      const known = owners.get(reading.customerId) ?? [];
      if (!known.includes(companyId)) owners.set(reading.customerId, [...known, companyId]);
    }
  });
  return read.ok ? ok({ owners, isPartial: read.value.unreadable.length > 0 }) : read;
}

/** The member may not read reports, a report or a column of it is missing, or not all of it could be read. */
export function isWithoutReports({ code }: Failure): boolean {
  return code === 'missing-right' || code === 'not-found' || code === 'unexpected-shape' || code === 'too-large';
}
