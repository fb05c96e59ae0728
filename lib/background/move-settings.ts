import type { SettingsStorage } from '../db/settings-storage.ts';
import type { LegacyStorage } from '../platform/storage.ts';
import { CONNECTWISE_KEY, PORTAL_KEY } from '../settings/connection.ts';
import { isRecord } from '../settings/is-record.ts';
import { PANEL_KEY } from '../settings/panel-memory.ts';
import { SETTINGS_KEY } from '../settings/settings.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { BROWSER_ID_KEY } from './browser-name.ts';

/** Says that the move is decided; in the same transaction as what was taken. */
const MARKER = 'moved-from-storage-local';

/** Items that are taken as they are: whoever reads them checks them. What calls taught us is learned again. */
const TAKEN: readonly string[] = [SETTINGS_KEY, PANEL_KEY, BROWSER_ID_KEY];

const CONNECTIONS: readonly string[] = [CONNECTWISE_KEY, PORTAL_KEY];

/** Members of a connection that older versions sealed without binding them to an address. */
const UNBOUND_KEYS: readonly string[] = ['privateKey', 'clientId', 'key'];

export interface MoveDeps {
  storage: SettingsStorage;
  legacy: LegacyStorage;
  /** Whether the extension worked in this profile before. */
  hasWorkedBefore(): Promise<boolean>;
}

/**
 * Returns the storage of settings and connections. Before its first answer, once in a profile's life, it takes over what an older
 * version kept in `storage.local`, and clears that:
 *
 * 1. not decided → what is taken and the marker are stored in one transaction → decided
 * 2. decided → `storage.local` is cleared → done, and `storage.local` is never read again
 *
 * A worker that is killed between two steps begins with the step that is missing. Sealed keys are not taken: they were not bound to
 * their address, which a content script could have changed in Firefox. A profile without any other database of ours is new, or was
 * cleared: what is in its `storage.local` is not of our making, and is not taken.
 */
export function createMovedStorage({ storage, legacy, hasWorkedBefore }: MoveDeps): StorageArea {
  const held: { move?: Promise<void> } = {};

  const move = async (): Promise<void> => {
    const marker = await storage.get(MARKER);
    if (isRecord(marker) && marker.cleared === true) return;
    if (marker === undefined) {
      const taken = (await hasWorkedBefore()) ? takenFrom(await legacy.read()) : {};
      await storage.setAll({ ...taken, [MARKER]: { cleared: false } });
    }
    // Cleared at the next start where the browser cannot do it now: nothing is read from there any more.
    const isCleared = await legacy.clear().then(
      () => true,
      () => false,
    );
    if (isCleared) await storage.set(MARKER, { cleared: true });
  };
  const moved = (): Promise<void> => {
    held.move ??= move().catch((error: unknown) => {
      delete held.move;
      throw error;
    });
    return held.move;
  };

  return {
    async get(key) {
      await moved();
      return storage.get(key);
    },
    async set(key, value) {
      await moved();
      return storage.set(key, value);
    },
    async remove(key) {
      await moved();
      return storage.remove(key);
    },
  };
}

function takenFrom(items: Record<string, unknown>): Record<string, unknown> {
  const plain = TAKEN.filter((key) => items[key] !== undefined).map((key) => [key, items[key]]);
  const connections = CONNECTIONS.filter((key) => isRecord(items[key])).map((key) => [key, withoutKeys(items[key])]);
  return Object.fromEntries([...plain, ...connections]);
}

function withoutKeys(connection: unknown): unknown {
  if (!isRecord(connection)) return connection;
  return Object.fromEntries(Object.entries(connection).filter(([name]) => !UNBOUND_KEYS.includes(name)));
}
