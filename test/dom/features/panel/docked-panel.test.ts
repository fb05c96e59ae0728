import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PanelMemory } from '../../../../lib/domain/in-page-config.ts';
import { createDockedPanel } from '../../../../lib/features/panel/panel-dock.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(panel: PanelMemory = { open: {} }, kind: 'record' | 'form' = 'record') {
  const stop = new AbortController();
  const remembered: PanelMemory[] = [];
  let memory = panel;
  let look = (): void => {};
  const panelMemory = {
    get: () => memory,
    set(next: PanelMemory) {
      remembered.push(next);
      memory = next;
    },
  };
  const work: Parameters<typeof createDockedPanel>[0] = {
    panelMemory,
    onLook: (listener) => {
      look = listener;
    },
    signal: stop.signal,
  };
  const onChange = vi.fn();
  return {
    dock: createDockedPanel(work, kind, onChange),
    remembered,
    onChange,
    look: () => look(),
    arrive: (next: PanelMemory) => {
      memory = next;
      look();
    },
    stop: () => stop.abort(),
  };
}

describe('open or not', () => {
  it('follows what is useful as long as the user never chose', () => {
    const { dock, remembered, onChange } = start();
    expect(dock.isOpen()).toBe(false);
    dock.openAtFirst(true);
    expect(dock.isOpen()).toBe(true);
    expect(dock.props().place.shape).toBe('open');
    expect(onChange).toHaveBeenCalledOnce();
    expect(remembered).toEqual([]);
  });

  it('is as the user last chose, separately for records and forms', () => {
    const choice = { open: { record: false, form: true }, width: 400 };
    expect(start(choice, 'form').dock.isOpen()).toBe(true);
    const { dock, remembered } = start(choice);
    dock.openAtFirst(true);
    expect(dock.isOpen()).toBe(false);
    dock.props().onToggle(true);
    expect(dock.isOpen()).toBe(true);
    expect(remembered).toEqual([{ open: { record: true, form: true }, width: 400 }]);
  });

  it('follows a choice that was read later, but not against an action since then', () => {
    const first = start();
    first.dock.openAtFirst(true);
    first.arrive({ open: { record: false } });
    expect(first.dock.props().open).toBe(false);
    const second = start();
    second.dock.props().onToggle(true);
    second.arrive({ open: { record: false } });
    expect(second.dock.props().open).toBe(true);
  });

  it('opens on request without storing that as a choice', () => {
    const { dock, remembered } = start({ open: { record: false } });
    dock.show();
    expect(dock.isOpen()).toBe(true);
    expect(remembered).toEqual([]);
  });
});

describe('its width', () => {
  it('follows every step, and is stored once, after the last one', () => {
    const { dock, remembered } = start({ open: { record: true } });
    for (const width of [361, 362, 400]) {
      dock.props().onResize(width);
      expect(dock.props().place.width).toBe(width);
    }
    expect(remembered).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(remembered).toEqual([{ open: { record: true }, width: 400 }]);
  });

  it('is stored when the screen closes before that', () => {
    const { dock, remembered, stop } = start({ open: { record: true } });
    dock.props().onResize(400);
    stop();
    vi.advanceTimersByTime(500);
    expect(remembered).toEqual([{ open: { record: true }, width: 400 }]);
  });

  it('is the stored one at the next start', () => {
    expect(start({ open: { record: true }, width: 444 }).dock.props().place.width).toBe(444);
  });
});

it('is placed again at every look, and redrawn only where that changed it', () => {
  const { dock, look, onChange } = start({ open: { record: true } });
  for (let i = 0; i < 3; i += 1) look();
  expect(onChange).not.toHaveBeenCalled();
  const dialog = document.createElement('div');
  dialog.className = 'cw-gxt-wnd';
  const rect = { left: 100, top: 0, right: innerWidth - 60, bottom: innerHeight, width: 800, height: innerHeight };
  dialog.getBoundingClientRect = () => rect as DOMRect;
  dialog.getClientRects = () => [rect] as unknown as DOMRectList;
  document.body.append(dialog);
  look();
  expect(dock.props()).toMatchObject({ open: true, place: { shape: 'tab', noRoom: 'dialog' } });
  dialog.remove();
  look();
  expect(dock.props().place.shape).toBe('open');
  expect(onChange).toHaveBeenCalledTimes(2);
});
