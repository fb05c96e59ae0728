import type { PanelShown } from '../../domain/panel-record.ts';
import type { ContentTier, DocumentPlace, PanelTier } from '../../messages/sender.ts';
import type { OwnFrame } from '../../messages/to-own-pages.ts';
import type { IdMaker } from '../../shared/ids.ts';
import type { StorageArea } from '../../shared/storage-area.ts';
import { type Clock, MINUTE } from '../../shared/time.ts';

/** A record of the connected ConnectWise. */
export interface BoundRecord {
  kind: 'company' | 'agreement' | 'ticket';
  id: number;
}

/** A panel frame that began, and the document of ConnectWise that it is in. */
export interface PanelSession {
  id: string;
  tabId: number;
  site: string;
  shown: PanelShown | null;
}

/**
 * What each open document of ConnectWise may speak about (docs/reference/trust.md): records that it recognized, the panel frame that
 * it opened, and what that frame planned and started. A page that takes over our content script gets no further than the records that
 * the user had opened in it.
 *
 * document ──recognize──▶ its records ──open──▶ token ──start (once, same tab, a sub-frame)──▶ panel session
 * Documents are distinguished by the browser's own id; Firefox has none, so there a later document of the same site in the same tab and
 * frame counts as the same. Everything of a tab is forgotten when the tab is closed.
 */
export interface PageSessions {
  addRecord(page: ContentTier, record: BoundRecord): Promise<void>;
  knows(place: ContentTier | PanelTier, record: BoundRecord): Promise<boolean>;
  /** Whether any document of the tab recognized it. */
  knowsInTab(tabId: number, record: BoundRecord): Promise<boolean>;
  open(page: ContentTier): Promise<string>;
  /** Undefined: the token is not one of this tab, was used, or is too old. */
  start(frame: PanelTier, token: string): Promise<PanelSession | undefined>;
  panel(frame: PanelTier): Promise<PanelSession | undefined>;
  /** Where panel frames began; some may be gone by now. */
  frames(): Promise<OwnFrame[]>;
  /** Sets what the panel of this document shows; answers the frame's session, where one began. */
  show(page: ContentTier, shown: PanelShown | null): Promise<PanelSession | undefined>;
  shown(page: ContentTier): Promise<PanelShown | null>;
  /** Notes a plan or run that the frame was given. */
  addOwn(frame: PanelTier, id: string): Promise<void>;
  owns(frame: PanelTier, id: string): Promise<boolean>;
  /** A user asked to point at a field in this tab. */
  startTeaching(tabId: number, field: string): Promise<void>;
  /** Whether that was requested in the last minutes; good once. */
  endTeaching(tabId: number, field: string): Promise<boolean>;
  forgetTab(tabId: number): Promise<void>;
  /** What is connected has changed: no record that was recognized before is one of it. */
  forgetAll(): Promise<void>;
}

const KEY = 'pages';
const MOST_RECORDS = 200;
const MOST_OWN = 200;
const MOST_PAGES = 200;
/** Earlier documents of one frame that are kept beside the present one. */
const MOST_DOCUMENTS = 4;
const TOKEN_AGE = MINUTE;
const TEACHING_AGE = 10 * MINUTE;

interface Page {
  place: DocumentPlace;
  site: string;
  records: string[];
  shown: PanelShown | null;
  token?: { value: string; at: number } | undefined;
  frame?: { id: string; place: DocumentPlace } | undefined;
  /** Plans and runs of the frame. */
  own: string[];
}

interface Stored {
  pages: Page[];
  teaching: { tabId: number; field: string; at: number }[];
}

export function createPageSessions(deps: { storage: StorageArea; ids: IdMaker; clock: Clock }): PageSessions {
  const { storage, ids, clock } = deps;
  const held: { stored?: Promise<Stored>; tail: Promise<unknown> } = { tail: Promise.resolve() };
  const read = (): Promise<Stored> => {
    held.stored ??= storage.get(KEY).then(
      (stored) => (isStored(stored) ? stored : { pages: [], teaching: [] }),
      () => ({ pages: [], teaching: [] }),
    );
    return held.stored;
  };
  /** One after the other; what could not be kept for the next worker still counts in this one. */
  const change = <T>(edit: (stored: Stored) => T): Promise<T> => {
    const done = held.tail.then(async () => {
      const stored = await read();
      const result = edit(stored);
      await storage.set(KEY, stored).catch(() => undefined);
      return result;
    });
    held.tail = done.catch(() => undefined);
    return done;
  };
  const knownPage = (stored: Stored, { tabId, frameId, documentId, host }: ContentTier): Page | undefined =>
    stored.pages.find(({ place, site }) => isSame(place, { tabId, frameId, documentId }) && site === host);
  const pageOf = (stored: Stored, from: ContentTier): Page => {
    const { tabId, frameId, documentId, host } = from;
    const known = knownPage(stored, from);
    const page = known ?? { place: { tabId, frameId, documentId }, site: host, records: [], shown: null, own: [] };
    // The last used last: what is dropped is what nobody looks at any more.
    const others = stored.pages.filter((one) => one !== page);
    // A page that was left can be come back to without being loaded again, but not for ever.
    const ofFrame = others.filter(({ place }) => place.tabId === tabId && place.frameId === frameId);
    const left = new Set(ofFrame.slice(0, -MOST_DOCUMENTS));
    stored.pages = [...others.filter((one) => !left.has(one)), page].slice(-MOST_PAGES);
    return page;
  };
  const pageOfFrame = (stored: Stored, frame: PanelTier): Page | undefined =>
    stored.pages.find((page) => page.frame && isSame(page.frame.place, frame));
  const sessionOf = ({ frame, place, site, shown }: Page): PanelSession | undefined =>
    frame && { id: frame.id, tabId: place.tabId, site, shown };

  return {
    addRecord: (page, record) =>
      change((stored) => {
        const found = pageOf(stored, page);
        const name = nameOf(record);
        if (!found.records.includes(name)) found.records = [...found.records, name].slice(-MOST_RECORDS);
      }),
    async knows(place, record) {
      await held.tail;
      const stored = await read();
      const page = place.kind === 'panel' ? pageOfFrame(stored, place) : knownPage(stored, place);
      return page?.records.includes(nameOf(record)) ?? false;
    },
    async knowsInTab(tabId, record) {
      await held.tail;
      const { pages } = await read();
      return pages.some(({ place, records }) => place.tabId === tabId && records.includes(nameOf(record)));
    },
    open: (page) =>
      change((stored) => {
        const value = ids();
        pageOf(stored, page).token = { value, at: clock() };
        return value;
      }),
    start: (frame, token) =>
      change((stored) => {
        const page = stored.pages.find((one) => one.token?.value === token);
        if (!page?.token || page.place.tabId !== frame.tabId) return undefined;
        const isFresh = Math.abs(clock() - page.token.at) < TOKEN_AGE;
        page.token = undefined;
        if (!isFresh) return undefined;
        const { tabId, frameId, documentId } = frame;
        page.frame = { id: ids(), place: { tabId, frameId, documentId } };
        page.own = [];
        return sessionOf(page);
      }),
    async panel(frame) {
      await held.tail;
      const page = pageOfFrame(await read(), frame);
      return page && sessionOf(page);
    },
    async frames() {
      await held.tail;
      return (await read()).pages.flatMap(({ frame }) => (frame ? [frame.place] : []));
    },
    show: (page, shown) =>
      change((stored) => {
        const found = pageOf(stored, page);
        // A frame is of one record. The page takes it away for the next one, but it may live on for a moment in its own process.
        if (found.shown && recordName(found.shown) !== (shown && recordName(shown))) {
          found.frame = undefined;
          found.token = undefined;
        }
        found.shown = shown;
        return sessionOf(found);
      }),
    async shown(page) {
      await held.tail;
      return knownPage(await read(), page)?.shown ?? null;
    },
    addOwn: (frame, id) =>
      change((stored) => {
        const page = pageOfFrame(stored, frame);
        if (page) page.own = [...page.own, id].slice(-MOST_OWN);
      }),
    async owns(frame, id) {
      await held.tail;
      return pageOfFrame(await read(), frame)?.own.includes(id) ?? false;
    },
    startTeaching: (tabId, field) =>
      change((stored) => {
        stored.teaching = [...stored.teaching.filter((one) => one.tabId !== tabId), { tabId, field, at: clock() }];
      }),
    endTeaching: (tabId, field) =>
      change((stored) => {
        const found = stored.teaching.find((one) => one.tabId === tabId && one.field === field);
        stored.teaching = stored.teaching.filter((one) => one !== found);
        return found !== undefined && Math.abs(clock() - found.at) < TEACHING_AGE;
      }),
    forgetTab: (tabId) =>
      change((stored) => {
        stored.pages = stored.pages.filter(({ place }) => place.tabId !== tabId);
      }),
    forgetAll: () =>
      change((stored) => {
        stored.pages = [];
        stored.teaching = [];
      }),
  };
}

/** A company may come to be named otherwise, and is the same record. */
function recordName({ record }: PanelShown): string {
  return nameOf({ kind: record.kind, id: record.kind === 'company' ? record.companyId : record.ticketId });
}

function nameOf({ kind, id }: BoundRecord): string {
  return `${kind} ${id}`;
}

function isSame(one: DocumentPlace, other: DocumentPlace): boolean {
  return one.tabId === other.tabId && one.frameId === other.frameId && one.documentId === other.documentId;
}

function isStored(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && 'pages' in value && 'teaching' in value;
}
