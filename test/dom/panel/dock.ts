import { vi } from 'vitest';
import { placePanel } from '../../../components/dock/placement.ts';
import type { DockProps } from '../../../components/panel/panel-shell.tsx';

const at = (open: boolean) => placePanel({ viewport: { width: 1440, height: 900 }, obstacles: [], open, width: 360 });

export const OPEN: Pick<DockProps, 'open' | 'place'> = { open: true, place: at(true) };
export const CLOSED: Pick<DockProps, 'open' | 'place'> = { open: false, place: at(false) };

/** Open in a large window, unless set otherwise. */
export function dockProps(part: Partial<DockProps> = {}): DockProps {
  return { ...OPEN, onToggle: vi.fn(), onResize: vi.fn(), ...part };
}
