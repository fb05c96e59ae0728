import { type ComponentChildren, render } from 'preact';
import type { PanelNews, PanelShown, WindowTask } from '../../lib/domain/panel-record.ts';
import { type Clock, type IsoTime, SECOND } from '../../lib/shared/time.ts';
import { createPanelStore } from './company-store.ts';
import { loadCurrent } from './load-current.ts';
import { Panel } from './panel.tsx';
import type { PanelSend } from './panel-send.ts';
import type { PanelHost } from './panel-shell.tsx';
import type { PanelState } from './panel-state.ts';
import { isBusy } from './record-panel.tsx';
import { isShown } from './shown-records.ts';
import { ticketAddress } from './ticket-address.ts';
import { TicketCard } from './ticket-card.tsx';
import { createTicketStore } from './ticket-store.ts';

const AGE_TICK_MS = 30 * SECOND;

export interface PanelAppParts {
  root: Element;
  send: PanelSend;
  /** For what a user began elsewhere: no click on the panel asks for it. */
  sendBegun: PanelSend;
  clock: Clock;
  /** Host of the ConnectWise that the record is in. */
  site: string;
  host: () => PanelHost;
  /** A run ended: marks around the frame are checked again. */
  onStoredChanged(): void;
}

/** What a record on the page needs besides. */
interface RecordParts extends PanelAppParts {
  onDrawn(): void;
}

export interface PanelApp {
  /** Shows this record; again for the same one it goes on as it was. */
  show(shown: PanelShown | null): void;
  /** Does what was begun elsewhere. */
  perform(task: WindowTask): void;
  news(news: PanelNews): void;
  /** Reads again what failed while it was locked. */
  resume(): void;
  /** Draws again, e.g. after the host changed. */
  draw(): void;
  /** When the record, its preview or its run last became another one, by `performance.now()`. */
  changedAt(): number;
}

/** One record on the page, as its store sees it. */
interface Shown {
  key: string;
  nth: number;
  draw(): void;
  /** What a click on the panel would act on. */
  subject(): string;
  /** A preview is shown. */
  isDeciding(): boolean;
  perform(task: WindowTask): void;
  /** Reads again, unless something is going on that does so at its end. */
  changed(companyIds: readonly number[]): void;
  resume(): void;
  stop: AbortController;
}

/** The panel page: one record at a time, everything of it drawn from its store's state. */
export function createPanelApp(parts: PanelAppParts): PanelApp {
  let current: Shown | undefined;
  let onScreen: PanelShown['onScreen'] = { entries: false, agreementIds: [] };
  const screen = () => onScreen;
  let subject = '';
  let changedAt = 0;
  /** Called at every drawing, so that what was drawn last is known with its time. */
  const note = (): void => {
    const now = current ? `${current.key} ${current.subject()}` : '';
    if (now === subject) return;
    subject = now;
    changedAt = performance.now();
  };

  return {
    show(shown) {
      const key = shown ? JSON.stringify([shown.record.kind, idOf(shown)]) : '';
      if (shown) onScreen = shown.onScreen;
      if (key !== (current?.key ?? '')) {
        current?.stop.abort();
        current = shown ? begin({ ...parts, onDrawn: note }, key, shown, screen) : undefined;
        note();
        if (!current) render(null, parts.root);
      }
      if (shown?.fix && current && shown.fix.nth !== current.nth) {
        current.nth = shown.fix.nth;
        // What a user is deciding on is replaced by nothing from outside.
        if (!current.isDeciding()) current.perform({ kind: 'fix', findingId: shown.fix.findingId });
      }
    },
    perform: (task) => current?.perform(task),
    news: (news) => news.is === 'changed' && current?.changed(news.companyIds),
    resume() {
      // Seen by the user only from now on: a click on the lock screen is none on what was below it.
      changedAt = performance.now();
      current?.resume();
    },
    draw: () => current?.draw(),
    changedAt() {
      note();
      return changedAt;
    },
  };
}

/** A preview of another plan, or another run, is another thing to click on. */
function subjectOf({ preview, run }: Pick<PanelState, 'preview' | 'run'>): string {
  return `${preview?.plan.id} ${run?.run.id} ${run?.run.state}`;
}

function idOf({ record }: PanelShown): number {
  return record.kind === 'company' ? record.companyId : record.ticketId;
}

function begin(parts: RecordParts, key: string, shown: PanelShown, screen: () => PanelShown['onScreen']): Shown {
  const stop = new AbortController();
  const begun = shown.record.kind === 'company' ? beginCompany : beginTicket;
  const { tick, ...rest } = begun(parts, shown, screen, stop.signal);
  const ages = setInterval(tick, AGE_TICK_MS);
  stop.signal.addEventListener('abort', () => clearInterval(ages));
  return { key, nth: -1, stop, ...rest };
}

type Begun = Omit<Shown, 'key' | 'nth' | 'stop'> & { tick(): void };

function beginCompany(
  parts: RecordParts,
  { record }: PanelShown,
  screen: () => PanelShown['onScreen'],
  signal: AbortSignal,
): Begun {
  const companyId = record.kind === 'company' ? record.companyId : 0;
  const store = createPanelStore({
    ...parts,
    company: { companyId, name: record.kind === 'company' ? record.name : '' },
    signal,
    isShown: (entry) => isShown(entry, screen()),
    onChange: () => draw(),
  });
  const draw = drawing(parts, signal, (hrefOf) => (
    <Panel state={store.state()} actions={store.actions} host={parts.host()} hrefOf={hrefOf} />
  ));
  void store.loadHistory();
  return started(parts, store, draw, () => companyId);
}

function beginTicket(
  parts: RecordParts,
  { record }: PanelShown,
  _screen: () => PanelShown['onScreen'],
  signal: AbortSignal,
): Begun {
  const store = createTicketStore({
    ...parts,
    ticketId: record.kind === 'ticket' ? record.ticketId : 0,
    signal,
    banner: () => (record.kind === 'ticket' ? record.banner : ''),
    onChange: () => draw(),
  });
  const draw = drawing(parts, signal, (hrefOf) => (
    <TicketCard state={store.state()} actions={store.actions} host={parts.host()} hrefOf={hrefOf} />
  ));
  return started(parts, store, draw, () => store.state().view?.about?.companyId);
}

function drawing(
  { root, site, onDrawn }: RecordParts,
  signal: AbortSignal,
  picture: (hrefOf: (ticketId: number) => string) => ComponentChildren,
): () => void {
  const hrefOf = (ticketId: number) => ticketAddress(site, ticketId);
  return () => {
    if (signal.aborted) return;
    render(picture(hrefOf), root);
    onDrawn();
  };
}

/** What the stores of both kinds of record have. */
interface RecordStore {
  state(): Pick<PanelState, 'preview' | 'run' | 'waitingFor' | 'loading'> & { view: { readAt: IsoTime } | null };
  load(refresh: boolean): Promise<unknown>;
  perform(task: WindowTask): void;
  tick(): void;
}

/** @param about the company that the record belongs to, as far as it is known */
function started({ clock }: RecordParts, store: RecordStore, draw: () => void, about: () => number | undefined): Begun {
  draw();
  const read = loadCurrent(store, clock);
  return {
    draw,
    subject: () => subjectOf(store.state()),
    isDeciding: () => store.state().preview !== null,
    tick: store.tick,
    perform(task) {
      // A fix and a link are named by what the view brings.
      if (task.kind === 'fix' || task.kind === 'link') void read.then(() => store.perform(task));
      else store.perform(task);
    },
    resume() {
      if (!store.state().loading && !isBusy(store.state())) void store.load(false);
    },
    changed(companyIds) {
      const companyId = about();
      const isOfIt = companyId !== undefined && companyIds.includes(companyId);
      if (isOfIt && !store.state().loading && !isBusy(store.state())) void store.load(true);
    },
  };
}
