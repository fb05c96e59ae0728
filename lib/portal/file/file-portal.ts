import type { FileImport, FileStore } from '../../domain/file-import.ts';
import type { SkippedValue } from '../../domain/portal-facts.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { storageFailure } from '../../shared/storage-failure.ts';
import type { PortalPort } from '../../sync/ports.ts';
import { type PortalConfig, type PortalDeps, sourceOf } from '../config.ts';

/** Events of one page. */
const LIMIT = 1_000;

/**
 * Exports that a user imported (docs/reference/portals.md#file): asks nobody, answers from the import that counts. What it says is as
 * old as the file: `readAt` is when the file was modified, or imported, whichever is earlier.
 */
export function createFilePortal(config: PortalConfig, { files }: PortalDeps): PortalPort {
  const name = config.file?.name;
  const hasEfsIds = config.file?.hasEfsIds ?? false;
  const skippedOf = ({ errors }: FileImport) =>
    errors.map(({ line, column, value, sentence }) => ({
      path: column === undefined ? `line ${line}` : `line ${line}, column “${column}”`,
      value: value ?? '',
      why: sentence,
      record: `line ${line}`,
    }));

  /** Asks the store; what is imported under another name is another portal's. */
  async function use<T>(work: (files: FileStore, current: FileImport) => Promise<T>): Promise<Result<T>> {
    try {
      const current = (await files?.current()) ?? undefined;
      const isConnected = files && current && current.name === name;
      return isConnected ? ok(await work(files, current)) : fail(NOTHING_IMPORTED);
    } catch (error) {
      const failure = storageFailure(error);
      if (!failure) throw error;
      return fail(failure);
    }
  }

  return {
    kind: 'file',
    source: sourceOf(config),
    hasEfsIds,
    test: () => use(async () => ({ name: `File “${name}”` })),
    customers: () =>
      use(async (store, current) => ({ customers: await store.customers(), skipped: skippedOf(current) })),
    async customer(customerId) {
      const read = await use((store) => store.customer(customerId));
      if (!read.ok) return read;
      if (!read.value || read.value.imported.name !== name) return fail(NOTHING_IMPORTED);
      const { found, imported } = read.value;
      if (!found) return ok(null);
      const { customer, accounts, figures, skipped } = found;
      const readAt = imported.dataAt;
      return ok({
        customer,
        accounts,
        readAt,
        source: 'file',
        skipped: [...skipped, ...rowsOfNobody(imported)],
        ...(figures.length > 0 && { figures: figures.map((one) => ({ ...one, source: 'file' as const, readAt })) }),
      });
    },
    /** Without a cursor: from now on. The cursor is a position among the events that imports made. */
    events: (cursor) =>
      use(async (store) => {
        const after = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : undefined;
        const { events, position, more } = await store.events(after, LIMIT);
        return { events, cursor: String(position), more, skipped: [], accounts: () => store.accounts() };
      }),
  };
}

const NOTHING_IMPORTED: Failure = {
  code: 'not-connected',
  message: 'No file is imported.',
  nextStep: 'Import one under Options › Connections.',
};

/** Rows without a readable customer may be of each. */
function rowsOfNobody({ counts }: FileImport): SkippedValue[] {
  if (counts.withoutCustomer === 0) return [];
  const value = counts.withoutCustomer === 1 ? '1 row' : `${counts.withoutCustomer} rows`;
  return [{ path: 'rows without a customer', value, why: 'They may be of this customer.', usage: true }];
}
