import * as z from 'zod/mini';
import { LOCK_MINUTES } from '../domain/lock.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';

/** The passphrase lock as it is stored, beside connections and keys, where no content script reaches. */
export type StoredLock = z.infer<typeof schema>;

export interface LockStore {
  /** null: no passphrase is set. `damaged`: one is, and it cannot be read any more; that is not "none". */
  read(): Promise<StoredLock | 'damaged' | null>;
  save(lock: StoredLock): Promise<void>;
  remove(): Promise<void>;
}

const LOCK_KEY = 'lock';

export function createLockStore(storage: StorageArea): LockStore {
  return {
    async read() {
      const stored = await storage.get(LOCK_KEY);
      if (stored === undefined || stored === null) return null;
      const parsed = safeParse(schema, stored);
      return parsed.success ? parsed.data : 'damaged';
    },
    save: (lock) => storage.set(LOCK_KEY, lock),
    remove: () => storage.remove(LOCK_KEY),
  };
}

const schema = z.object({
  verifier: z.object({ salt: z.base64(), iterations: z.int().check(z.positive()), hash: z.base64() }),
  /** Of idle time, until it locks. */
  minutes: z.literal(LOCK_MINUTES),
  /** Wrong attempts in a row. */
  wrong: z.int().check(z.gte(0)),
  /** When the last of them was; milliseconds since the epoch. */
  lastWrongAt: z.number(),
});
