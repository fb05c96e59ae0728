import type { PanelMemory } from '../../domain/in-page-config.ts';

/** What the user did with the panel; `set` keeps it, here and in the worker. */
export interface PanelMemoryAccess {
  get(): PanelMemory;
  set(memory: PanelMemory): void;
}
