import type { JournalEntry } from '../../domain/change.ts';
import type { EngineDeps } from '../engine-api.ts';

/**
 * The unclear writes at the ConnectWise that is connected now. What was sent to another one is neither found here nor in the way:
 * a sandbox is a copy, so that its record ids name the same companies.
 */
export async function unclearWritesHere({
  store,
  connectWise,
}: Pick<EngineDeps, 'store' | 'connectWise'>): Promise<JournalEntry[]> {
  const here: JournalEntry[] = [];
  const tenants = new Map<string, string | undefined>();
  for (const entry of await store.unclearWrites()) {
    if (!tenants.has(entry.runId)) tenants.set(entry.runId, (await store.getRun(entry.runId))?.tenant);
    const tenant = tenants.get(entry.runId);
    if (tenant === undefined || tenant === connectWise.tenant) here.push(entry);
  }
  return here;
}
