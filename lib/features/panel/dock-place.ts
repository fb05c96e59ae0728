import { DEFAULT_WIDTH, type PanelPlace, placePanel } from '../../../components/dock/placement.ts';
import { readObstacles } from '../../host/obstacles.ts';
import type { PanelMemoryAccess } from './panel-memory.ts';

/** A drag changes the width at every pixel; what is kept is where it ended. */
const REMEMBER_MS = 400;

/** How wide the open panel is, in CSS pixels. */
export interface DockWidth {
  get(): number;
  set(width: number): void;
}

export function createDockWidth(memory: PanelMemoryAccess, signal: AbortSignal): DockWidth {
  let width: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    timer = undefined;
    memory.set({ ...memory.get(), width });
  };
  signal.addEventListener('abort', () => timer !== undefined && remember());
  return {
    get: () => width ?? memory.get().width ?? DEFAULT_WIDTH,
    set(next) {
      width = next;
      clearTimeout(timer);
      timer = setTimeout(remember, REMEMBER_MS);
    },
  };
}

/** Place of the panel in this window now. @param width as the user wants it, in CSS pixels */
export function placeInWindow(open: boolean, width: number): PanelPlace {
  const viewport = { width: innerWidth, height: innerHeight };
  return placePanel({ viewport, obstacles: readObstacles(document), open, width });
}
