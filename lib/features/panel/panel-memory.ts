import type { PanelMemory } from '../../domain/in-page-config.ts';

/** What the user did with the panel; `set` keeps it, here and in the worker. */
export interface PanelMemoryAccess {
  get(): PanelMemory;
  set(memory: PanelMemory): void;
}

/** Keeps the user's choice to open or close the panel, where there is something to keep. @param isStored it counts for other records too */
export function rememberOpen(access: PanelMemoryAccess, open: boolean, isStored: boolean): void {
  const memory = access.get();
  // Who closes a pinned panel does not want it on the next screen either.
  const unpins = !open && memory.pinned === true;
  if (!isStored && !unpins) return;
  access.set({ ...memory, ...(isStored && { open: { record: open } }), ...(unpins && { pinned: false }) });
}
