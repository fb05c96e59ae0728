import { Dock } from '../../../components/dock/dock.tsx';
import { DEFAULT_WIDTH, type PanelPlace, placePanel } from '../../../components/dock/placement.ts';
import { isClearlyShown } from '../../content/clearly-shown.ts';
import type { Send } from '../../content/feature.ts';
import type { Layer, Place } from '../../content/layer.ts';
import type { OnScreen, PanelRecord, PanelShown, RecordSummary } from '../../domain/panel-record.ts';
import { readObstacles } from '../../host/obstacles.ts';
import { onTabMessage } from '../../messages/on-tab-message.ts';
import { openPanelFrame } from '../../messages/open-panel-frame.ts';
import { delay } from '../../shared/delay.ts';
import { SECOND } from '../../shared/time.ts';
import type { PageFeatureContext, PanelMemoryAccess } from '../page-feature.ts';

/** A drag changes the width at every pixel; what is kept is where it ended. */
const REMEMBER_MS = 400;
/** In a narrower window an open panel would cover half of the record. */
const WIDE_ENOUGH = 1_000;
/** A frame that did not begin by then never will: the page forbids it. */
const FRAME_MS = 2 * SECOND;
/** A feature that starts again for the same record, on another of its tabs, keeps the panel as it is. */
const HANDOVER_MS = 300;

/** A record that a feature wants the panel to show. */
export interface DockedRecord {
  record: PanelRecord;
  onScreen: OnScreen;
  /** On a company's own screen; elsewhere the panel is a tab until the user opens it. */
  opensByItself: boolean;
}

export interface DockedPanel {
  /** What the collapsed tab says. */
  summarize(summary: RecordSummary): void;
  /** Opens the panel with the preview of this finding's fix. */
  fix(findingId: string): void;
  /** The record's screen changed without becoming another record's. */
  update(docked: DockedRecord): void;
}

export interface PanelDock {
  /** Shows a record until the feature's run ends. */
  show(work: Pick<PageFeatureContext, 'layer' | 'onLook' | 'signal'>, docked: DockedRecord): DockedPanel;
}

export interface PanelDockParts {
  send: Send;
  panelMemory: PanelMemoryAccess;
  /** A run of the panel ended. */
  onStoredChanged(): void;
  /** Life of the script. */
  signal: AbortSignal;
}

interface Current {
  docked: DockedRecord;
  key: string;
  owner: AbortSignal;
  summary: RecordSummary | null;
  /** The user's own choice for this record. */
  chosen?: boolean;
  fix?: PanelShown['fix'];
}

/**
 * The one docked panel of a page: where it stands, whether it is open, and the frame that shows our own page. What the frame shows,
 * the worker tells it: no message passes between the two through the page.
 */
export function createPanelDock({ send, panelMemory, onStoredChanged, signal }: PanelDockParts): PanelDock {
  let current: Current | undefined;
  let view: Place | undefined;
  let width: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let place: PanelPlace | undefined;
  let fixes = 0;
  const frame: { address: string | null; asked: boolean; started: boolean; refused: boolean } = {
    address: null,
    asked: false,
    started: false,
    refused: false,
  };

  const isOpen = (): boolean => {
    if (!current) return false;
    const { open, pinned } = panelMemory.get();
    const byItself = current.docked.opensByItself && open.record !== false && innerWidth >= WIDE_ENOUGH;
    return current.chosen ?? (pinned === true || byItself);
  };
  const find = (): PanelPlace =>
    placePanel({
      viewport: { width: innerWidth, height: innerHeight },
      obstacles: readObstacles(document),
      open: isOpen(),
      width: width ?? panelMemory.get().width ?? DEFAULT_WIDTH,
    });
  const shown = (): PanelShown | null =>
    current
      ? { record: current.docked.record, onScreen: current.docked.onScreen, ...(current.fix && { fix: current.fix }) }
      : null;
  const tell = (): Promise<unknown> => send('panel.show', { shown: shown() });

  const draw = (): void => {
    if (!view) return;
    if (!current || !place) {
      view.show(null);
      return;
    }
    if (place.shape === 'open') void openFrame();
    view.show(
      <Dock
        open={isOpen()}
        place={place}
        summary={current.summary}
        address={frame.address}
        isRefused={frame.refused}
        onToggle={toggle}
        onResize={resize}
        onOpenWindow={() => void send('page.open-window', {})}
      />,
    );
  };
  const look = (): void => {
    const next = find();
    if (JSON.stringify(next) === JSON.stringify(place)) return;
    place = next;
    draw();
  };
  const redraw = (): void => {
    place = find();
    draw();
  };
  /** Once, when it is opened the first time. */
  const openFrame = async (): Promise<void> => {
    if (frame.asked) return;
    frame.asked = true;
    await tell();
    frame.address = await openPanelFrame(send);
    if (frame.address === null) {
      // No connection, say: asked again when something changes.
      frame.asked = false;
      return;
    }
    draw();
    await delay(FRAME_MS, signal);
    if (frame.started || signal.aborted || frame.address === null) return;
    frame.refused = true;
    draw();
  };
  const toggle = (open: boolean): void => {
    if (!current) return;
    current.chosen = open;
    const memory = panelMemory.get();
    if (current.docked.opensByItself) panelMemory.set({ ...memory, open: { ...memory.open, record: open } });
    if (!open && memory.pinned) panelMemory.set({ ...panelMemory.get(), pinned: false });
    redraw();
  };
  const rememberWidth = (): void => {
    clearTimeout(timer);
    timer = undefined;
    panelMemory.set({ ...panelMemory.get(), width });
  };
  const resize = (next: number): void => {
    width = next;
    clearTimeout(timer);
    timer = setTimeout(rememberWidth, REMEMBER_MS);
    look();
  };
  const pin = (pinned: boolean): void => {
    panelMemory.set({ ...panelMemory.get(), pinned });
    redraw();
  };
  const isFrameClear = async (): Promise<boolean> => {
    const element = view?.element.querySelector('iframe');
    return element ? isClearlyShown(element, signal) : false;
  };

  onTabMessage(
    'tab.panel',
    async ({ does }) => {
      if (does === 'attest') return { done: await isFrameClear() };
      if (does === 'started') {
        frame.started = true;
        frame.refused = false;
      } else if (does === 'changed') onStoredChanged();
      else if (does === 'collapse') toggle(false);
      else if (does === 'toggle') toggle(!isOpen());
      else pin(does === 'pin');
      return { done: current !== undefined };
    },
    signal,
  );
  addEventListener('resize', look, { signal });
  signal.addEventListener('abort', () => timer !== undefined && rememberWidth());

  const leave = async (owner: AbortSignal): Promise<void> => {
    await delay(HANDOVER_MS, signal);
    if (signal.aborted || current?.owner !== owner) return;
    current = undefined;
    // A hidden frame would go on reading for nobody.
    Object.assign(frame, { address: null, asked: false, started: false, refused: false });
    draw();
    void tell();
  };

  return {
    show(work, docked) {
      const key = keyOf(docked.record);
      view ??= firstPlace(work.layer, signal);
      current =
        current?.key === key
          ? { ...current, docked, owner: work.signal }
          : { docked, key, owner: work.signal, summary: null };
      work.signal.addEventListener('abort', () => void leave(work.signal), { once: true });
      work.onLook(look);
      if (frame.asked) void tell();
      redraw();
      const mine = (): Current | undefined => (current?.owner === work.signal ? current : undefined);
      return {
        summarize(summary) {
          const own = mine();
          if (!own) return;
          own.summary = summary;
          draw();
        },
        fix(findingId) {
          const own = mine();
          if (!own) return;
          fixes += 1;
          own.fix = { findingId, nth: fixes };
          own.chosen = true;
          if (frame.asked) void tell();
          redraw();
        },
        update(next) {
          const own = mine();
          if (!own || JSON.stringify(own.docked) === JSON.stringify(next)) return;
          own.docked = next;
          if (frame.asked) void tell();
          redraw();
        },
      };
    },
  };
}

function keyOf(record: PanelRecord): string {
  return record.kind === 'company' ? `company ${record.companyId}` : `ticket ${record.ticketId}`;
}

function firstPlace(layer: Layer, signal: AbortSignal): Place {
  return layer.place('panel', signal);
}
