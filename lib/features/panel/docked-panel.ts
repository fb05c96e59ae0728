import type { DockProps } from '../../../components/panel/panel-frame.tsx';
import { DEFAULT_WIDTH, type PanelPlace, placePanel } from '../../../components/panel/placement.ts';
import type { PanelMemory } from '../../domain/in-page-config.ts';
import { readObstacles } from '../../host/obstacles.ts';
import type { PageFeatureContext } from '../page-feature.ts';

/** A drag changes the width at every pixel; what is kept is where it ended. */
const REMEMBER_MS = 400;

/** What every feature with a docked panel shares: open or not, how wide, and where there is room now. */
export interface DockedPanel {
  /** For `PanelFrame`; true of now. */
  props(): DockProps;
  isOpen(): boolean;
  /** What to do as long as the user never chose, e.g. open where something needs them. */
  openAtFirst(open: boolean): void;
  /** Opens it for something that was just requested, without taking it for the user's lasting choice. */
  show(): void;
}

/**
 * Keeps the panel's place true: looked at again at every look and when the window changes its size.
 * @param kind on a record it is beside the content; on a form it would cover the right-hand fields: chosen for each
 * @param onChange draw again
 */
export function createDockedPanel(
  work: Pick<PageFeatureContext, 'panelMemory' | 'onLook' | 'signal'>,
  kind: keyof PanelMemory['open'],
  onChange: () => void,
): DockedPanel {
  let atFirst = false;
  /** In this session; goes before what was remembered. */
  let now: boolean | undefined;
  let width: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isOpen = (): boolean => now ?? work.panelMemory.get().open[kind] ?? atFirst;
  const find = (): PanelPlace =>
    placePanel({
      viewport: { width: innerWidth, height: innerHeight },
      obstacles: readObstacles(document),
      open: isOpen(),
      width: width ?? work.panelMemory.get().width ?? DEFAULT_WIDTH,
    });
  let place = find();
  let wasOpen = isOpen();

  const look = (): void => {
    const next = find();
    if (isOpen() === wasOpen && isSame(next, place)) return;
    place = next;
    wasOpen = isOpen();
    onChange();
  };
  const rememberWidth = (): void => {
    clearTimeout(timer);
    timer = undefined;
    work.panelMemory.set({ ...work.panelMemory.get(), width });
  };
  const dock = {
    onToggle(open: boolean): void {
      now = open;
      const memory = work.panelMemory.get();
      work.panelMemory.set({ ...memory, open: { ...memory.open, [kind]: open } });
      look();
    },
    onResize(next: number): void {
      width = next;
      clearTimeout(timer);
      timer = setTimeout(rememberWidth, REMEMBER_MS);
      look();
    },
  };

  work.onLook(look);
  addEventListener('resize', look, { signal: work.signal });
  work.signal.addEventListener('abort', () => timer !== undefined && rememberWidth());
  return {
    props: () => ({ ...dock, open: isOpen(), place }),
    isOpen,
    openAtFirst(open) {
      atFirst = open;
      look();
    },
    show() {
      now = true;
      look();
    },
  };
}

function isSame(a: PanelPlace, b: PanelPlace): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
