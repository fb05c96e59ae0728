import { vi } from 'vitest';
import type { DockProps } from '../../../components/dock/dock.tsx';
import { placePanel } from '../../../components/dock/placement.ts';

const at = (open: boolean) => placePanel({ viewport: { width: 1440, height: 900 }, obstacles: [], open, width: 360 });

export const OPEN: Pick<DockProps, 'open' | 'place'> = { open: true, place: at(true) };
export const CLOSED: Pick<DockProps, 'open' | 'place'> = { open: false, place: at(false) };

/** Open in a large window with a frame that began, unless set otherwise. */
export function dockProps(part: Partial<DockProps> = {}): DockProps {
  return {
    ...OPEN,
    summary: { findings: 120, state: 'error' },
    address: 'about:blank#token',
    isRefused: false,
    onToggle: vi.fn(),
    onResize: vi.fn(),
    onOpenWindow: vi.fn(),
    onFrameLoad: vi.fn(),
    ...part,
  };
}
