import type { StorageArea } from '../../lib/platform/storage.ts';

/** Extension storage in memory. Values take the way over JSON, as the browser's do. */
export function memoryStorage(): StorageArea {
  const items = new Map<string, string>();
  const read = (key: string): unknown => {
    const text = items.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    get: async (key) => read(key),
    set: async (key, value) => void items.set(key, JSON.stringify(value)),
  };
}
