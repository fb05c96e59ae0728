import type { Verified } from './facts.ts';
import { readConnectWise } from './read-back.ts';

/** ETV-Primary's failing backups, as README and ARCHITECTURE name their ticket. */
export const BACKUP_FAILED = 'EFS-342:356:backup-failed';

/** Exactly one ticket exists for the failing backup of ETV-Primary, with this status: read back over REST. */
export async function verifyTicket(port: number, status: string, xref = BACKUP_FAILED): Promise<Verified[]> {
  const conditions = encodeURIComponent(`externalXRef="${xref}"`);
  const { body } = await readConnectWise(port, `/service/tickets?pageSize=100&conditions=${conditions}`);
  const statuses = (Array.isArray(body) ? body : []).map(({ status }: { status?: { name?: string } }) => status?.name);
  const ok = statuses.length === 1 && statuses[0] === status;
  return [{ what: `tickets of the failed backup of ETV-Primary`, portal: [status], connectWise: statuses, ok }];
}
