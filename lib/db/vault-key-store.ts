import { type DBSchema, openDB } from 'idb';
import { asStorage } from '../shared/storage-failure.ts';

interface VaultSchema extends DBSchema {
  keys: { key: string; value: CryptoKey };
}

const ONLY_KEY = 'main';

/**
 * Where the vault keeps its key (`lib/settings/vault.ts`): a database of its own, so that clearing the sync data
 * or exporting it never touches the key. IndexedDB stores a `CryptoKey` without ever showing its bytes.
 */
export function openVaultKeyStore(name = 'backup-bridge-vault') {
  const open = () =>
    openDB<VaultSchema>(name, 1, {
      upgrade(database) {
        database.createObjectStore('keys');
      },
    });

  return {
    /** Rejects with a `StorageError` where the browser cannot read now; undefined: there is no key. */
    read(): Promise<CryptoKey | undefined> {
      return asStorage(async () => {
        const database = await open();
        try {
          return await database.get('keys', ONLY_KEY);
        } finally {
          database.close();
        }
      });
    },

    /** Stores the candidate unless a key is there already; answers the one that is stored. One transaction. */
    readOrStore(candidate: CryptoKey): Promise<CryptoKey> {
      return asStorage(async () => {
        const database = await open();
        try {
          const transaction = database.transaction('keys', 'readwrite');
          const existing = await transaction.store.get(ONLY_KEY);
          if (!existing) await transaction.store.put(candidate, ONLY_KEY);
          await transaction.done;
          return existing ?? candidate;
        } finally {
          database.close();
        }
      });
    },

    remove(): Promise<void> {
      return asStorage(async () => {
        const database = await open();
        try {
          await database.delete('keys', ONLY_KEY);
        } finally {
          database.close();
        }
      });
    },
  };
}
