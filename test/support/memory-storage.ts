import type { StorageArea } from '../../lib/shared/storage-area.ts';

export interface MemoryStorage extends StorageArea {
  /** Everything that is stored. */
  items(): Record<string, unknown>;
}

/** Storage in memory. Values take the way over JSON, so that nothing is stored which is no data. */
export function memoryStorage(): MemoryStorage {
  const items = new Map<string, string>();
  const read = (key: string): unknown => {
    const text = items.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    get: async (key) => read(key),
    set: async (key, value) => void items.set(key, JSON.stringify(value)),
    remove: async (key) => void items.delete(key),
    items: () => Object.fromEntries([...items.keys()].map((key) => [key, read(key)])),
  };
}
