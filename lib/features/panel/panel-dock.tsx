import { Dock } from '../../../components/dock/dock.tsx';
import type { PanelPlace } from '../../../components/dock/placement.ts';
import { isClearlyShown } from '../../content/clearly-shown.ts';
import type { Place } from '../../content/layer.ts';
import { delay } from '../../shared/delay.ts';
import { createDockFrame } from './dock-frame.ts';
import { onDockMessages } from './dock-messages.ts';
import { createDockWidth, placeInWindow } from './dock-place.ts';
import { keyOf, type PanelDock, type PanelDockParts, type ShownRecord, shownOf } from './docked-record.ts';
import { rememberOpen } from './panel-memory.ts';

/** In a narrower window an open panel would cover half of the record. */
const WIDE_ENOUGH = 1_000;
/** A feature that starts again for the same record, on another of its tabs, keeps the panel as it is. */
const HANDOVER_MS = 300;

/**
 * The one docked panel of a page: its place, whether it is open, and the frame that shows our own page. What the frame shows, it
 * learns from the worker: no message passes between the two through the page.
 */
export function createPanelDock({ send, panelMemory, onStoredChanged, signal }: PanelDockParts): PanelDock {
  let current: ShownRecord | undefined;
  let view: Place | undefined;
  let place: PanelPlace | undefined;
  let fixes = 0;
  const width = createDockWidth(panelMemory, signal);
  const frame = createDockFrame(send, signal, () => draw());

  const isOpen = (): boolean => {
    if (!current) return false;
    const { open, pinned } = panelMemory.get();
    const byItself = current.docked.opensByItself && open.record !== false && innerWidth >= WIDE_ENOUGH;
    return current.chosen ?? (pinned === true || byItself);
  };
  const find = () => placeInWindow(isOpen(), width.get());
  const announce = (): Promise<unknown> => send('panel.show', { shown: current ? shownOf(current) : null });
  const draw = (): void => {
    if (!current || !place) {
      view?.show(null);
      return;
    }
    if (place.shape === 'open' && !current.isLeaving) void frame.open(announce);
    view?.show(
      <Dock
        open={isOpen()}
        place={current.isLeaving ? { ...place, shape: 'hidden' } : place}
        summary={current.summary}
        address={frame.address()}
        isRefused={frame.isRefused()}
        onToggle={toggle}
        onResize={resize}
        onOpenWindow={() => void send('page.open-window', {})}
        onFrameLoad={frame.loaded}
      />,
    );
  };
  const look = (): void => {
    const next = find();
    if (JSON.stringify(next) !== JSON.stringify(place)) redraw(next);
  };
  const redraw = (next = find()): void => {
    place = next;
    draw();
  };
  const toggle = (open = !isOpen()): void => {
    if (!current) return;
    current.chosen = open;
    rememberOpen(panelMemory, open, current.docked.opensByItself);
    redraw();
  };
  const resize = (next: number): void => {
    width.set(next);
    look();
  };
  const pin = (pinned: boolean): void => {
    panelMemory.set({ ...panelMemory.get(), pinned });
    redraw();
  };
  onDockMessages({
    signal,
    isShown: () => current !== undefined,
    attest: async () => {
      const element = view?.element.querySelector('iframe');
      return element ? isClearlyShown(element, signal) : false;
    },
    onStoredChanged,
    started: frame.started,
    toggle,
    pin,
  });
  addEventListener('resize', look, { signal });
  /** Hidden at once: ConnectWise may show another record already, and the panel must not name the one before beside it. */
  const leave = async (owner: AbortSignal): Promise<void> => {
    if (current?.owner === owner) current.isLeaving = true;
    draw();
    await delay(HANDOVER_MS, signal);
    if (signal.aborted || current?.owner !== owner) return;
    current = undefined;
    frame.reset();
    draw();
    void announce();
  };
  /** Changes what is shown for one owner, as long as it is the one; the tab's summary is nothing that the frame shows. */
  const change = (owner: AbortSignal, edit: (own: ShownRecord) => void): void => {
    if (current?.owner !== owner) return;
    const before = JSON.stringify(shownOf(current));
    edit(current);
    if (frame.isAsked() && JSON.stringify(shownOf(current)) !== before) void announce();
    redraw();
  };

  return {
    show(work, docked) {
      const key = keyOf(docked.record);
      view ??= work.layer.place('panel', signal);
      // A frame that showed another record begins again, so that nothing of that one is seen.
      if (current && current.key !== key) frame.reset();
      const kept = current?.key === key ? current : { summary: null };
      current = { ...kept, docked, key, owner: work.signal, isLeaving: false };
      work.signal.addEventListener('abort', () => void leave(work.signal), { once: true });
      work.onLook(look);
      if (frame.isAsked()) void announce();
      redraw();
      return {
        summarize: (summary) =>
          change(work.signal, (own) => {
            own.summary = summary;
          }),
        fix: (findingId) =>
          change(work.signal, (own) => {
            fixes += 1;
            own.fix = { findingId, nth: fixes };
            own.chosen = true;
          }),
        update(next) {
          if (JSON.stringify(current?.docked) === JSON.stringify(next)) return;
          change(work.signal, (own) => {
            own.docked = next;
          });
        },
      };
    },
  };
}
