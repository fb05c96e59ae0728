import * as z from 'zod/mini';
import type { PanelMemory } from '../domain/in-page-config.ts';
import { safeParse } from '../shared/safe-parse.ts';
import type { StorageArea } from '../shared/storage-area.ts';

/** What the user did with the panel. Stored apart from the settings, since it changes with every drag. */
export interface PanelMemoryStore {
  read(): Promise<PanelMemory>;
  save(panel: PanelMemory): Promise<void>;
}

export const PANEL_KEY = 'panel';

export function createPanelMemoryStore(storage: StorageArea): PanelMemoryStore {
  return {
    async read() {
      const parsed = safeParse(schema, await storage.get(PANEL_KEY));
      return parsed.success ? parsed.data : { open: {} };
    },
    save: (panel) => storage.set(PANEL_KEY, panel),
  };
}

const schema = z.object({
  open: z.object({ record: z.optional(z.boolean()) }),
  pinned: z.optional(z.boolean()),
  width: z.optional(z.number()),
});
