import 'fake-indexeddb/auto';
import { openFileStore } from '../../../../lib/db/file-store.ts';
import type { FileImport, FileStore, ImportedCustomer } from '../../../../lib/domain/file-import.ts';
import { deriveFileEvents } from '../../../../lib/portal/file/derive-events.ts';
import { proposeMapping, resolveMapping } from '../../../../lib/portal/file/reading/columns.ts';
import { importParts } from '../../../../lib/portal/file/reading/import-parts.ts';
import { understand } from '../../../../lib/portal/file/reading/understand.ts';
import { isoTime } from '../../../../lib/shared/time.ts';
import { tableOf } from './read-text.ts';

export const AT = '2026-11-20T08:00:00.000Z';

export function freshFiles(): FileStore {
  return openFileStore(`files-${crypto.randomUUID()}`);
}

/** An import of these customers. */
export function importOf(id: string, part: Partial<FileImport> = {}): FileImport {
  return {
    id,
    name: 'Accounts',
    fileName: 'accounts.csv',
    modifiedAt: AT,
    importedAt: AT,
    dataAt: AT,
    signature: 'cid',
    counts: { rows: 1, customers: 1, accounts: 1, errors: 0, withoutCustomer: 0, olderRows: 0 },
    errors: [],
    ...part,
  };
}

/** Imports a text as the options page and the worker do. */
export async function importText(files: FileStore, text: string, part: Partial<FileImport> = {}): Promise<void> {
  const table = await tableOf(text);
  const { mapping, issues } = resolveMapping(table, proposeMapping(table.headers));
  if (issues.length > 0) throw new Error(JSON.stringify(issues));
  const { customers, counts, errors } = await understand(table, mapping, async () => {});
  await importCustomers(files, customers, { counts, errors, ...part });
}

export async function importCustomers(
  files: FileStore,
  customers: readonly ImportedCustomer[],
  part: Partial<FileImport> = {},
): Promise<void> {
  const id = crypto.randomUUID();
  await files.begin(id);
  for (const parts of importParts(customers)) await files.add(id, parts);
  const imported = importOf(id, part);
  await files.commit(imported, (before, now) => deriveFileEvents(before, now, imported.dataAt));
}

/** A customer with as many accounts. */
export function customer(id: string, accounts = 1, at = isoTime(0)): ImportedCustomer {
  return {
    customer: { id, name: `Customer ${id}`, active: true },
    accounts: Array.from({ length: accounts }, (_, number) => ({
      id: `${id}-${number}`,
      customerId: id,
      userName: `Machine ${number}`,
      plan: 'Select',
      kind: 'server',
      copies: [],
      lastErrorFreeBackupAt: at,
    })),
    figures: [],
    skipped: [],
  };
}
