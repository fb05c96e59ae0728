import { vi } from 'vitest';
import type { PanelActions, PanelState } from '../../../components/panel/panel-state.ts';
import { companyView, NOW } from './company-views.ts';

/** Returns actions of the company panel that do nothing and count their calls. */
export function panelActions(): PanelActions {
  return {
    refresh: vi.fn(),
    readUsage: vi.fn(),
    syncNow: vi.fn(),
    previewSync: vi.fn(),
    previewFix: vi.fn(),
    previewLink: vi.fn(),
    previewUndo: vi.fn(),
    allow: vi.fn(),
    apply: vi.fn(),
    cancelPreview: vi.fn(),
    cancelRun: vi.fn(),
    closeRun: vi.fn(),
  };
}

/** Returns the state of a panel that shows a company and does nothing else. */
export function panelState(part: Partial<PanelState> = {}): PanelState {
  return {
    companyName: "Eddie's TV Repair",
    view: companyView(),
    history: 'notRead',
    usage: 'notRead',
    loading: false,
    failure: null,
    preview: null,
    waitingFor: null,
    run: null,
    screenIsOld: false,
    now: NOW,
    ...part,
  };
}
