import * as z from 'zod/mini';
import { FILE_FIELDS, type FileMapping, SIZE_UNITS, type SizeUnit } from '../domain/file-mapping.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';

/** How files were understood, by their shape (`signatureOf`): the next file of the same shape needs no choice. */
export interface MappingStore {
  read(signature: string): Promise<FileMapping | null>;
  /** Keeps the mappings that were used last. */
  save(signature: string, mapping: FileMapping): Promise<void>;
}

const MAPPINGS_KEY = 'file.mappings';
const MOST_MAPPINGS = 20;

export function createMappingStore(storage: StorageArea): MappingStore {
  const all = async () => {
    const parsed = safeParse(schema, await storage.get(MAPPINGS_KEY));
    return parsed.success ? parsed.data : [];
  };
  return {
    read: async (signature) => (await all()).find((one) => one.signature === signature)?.mapping ?? null,
    async save(signature, mapping) {
      const others = (await all()).filter((one) => one.signature !== signature);
      await storage.set(MAPPINGS_KEY, [{ signature, mapping }, ...others].slice(0, MOST_MAPPINGS));
    },
  };
}

const column = z.object({
  header: z.string(),
  use: z.enum([...FILE_FIELDS, 'figure', 'ignore']),
  unit: z.optional(z.enum([...(Object.keys(SIZE_UNITS) as SizeUnit[]), 'count'])),
  decimal: z.optional(z.enum(['point', 'comma'])),
  dates: z.optional(z.enum(['day-first', 'month-first'])),
});

const schema = z.array(
  z.object({ signature: z.string(), mapping: z.object({ columns: z.array(column), hasEfsIds: z.boolean() }) }),
);
