import { describe, expect, it } from 'vitest';
import { createPageSessions, type PageSessions } from '../../../../lib/background/pages/page-sessions.ts';
import type { PanelShown } from '../../../../lib/domain/panel-record.ts';
import type { ContentTier, PanelTier } from '../../../../lib/messages/sender.ts';
import type { StorageArea } from '../../../../lib/shared/storage-area.ts';
import { memoryStorage } from '../../../support/memory-storage.ts';

const SITE = 'na.myconnectwise.net';
const MINUTE = 60_000;
const COMPANY = { kind: 'company', id: 2 } as const;
const SHOWN: PanelShown = {
  record: { kind: 'company', companyId: 2, name: 'Eddie’s TV' },
  onScreen: { entries: false, agreementIds: [] },
};

const page = (part: Partial<ContentTier> = {}): ContentTier => ({
  kind: 'content',
  host: SITE,
  tabId: 7,
  frameId: 0,
  documentId: 'd',
  ...part,
});
const frame = (part: Partial<PanelTier> = {}): PanelTier => ({
  kind: 'panel',
  tabId: 7,
  frameId: 4,
  documentId: 'p',
  ...part,
});

/** Workers over the same storage, one after the other; every id is another. */
function world(storage: StorageArea = memoryStorage()) {
  let now = 1_000_000;
  let ids = 0;
  const ids_ = () => {
    ids += 1;
    return `id-${ids}`;
  };
  return {
    storage,
    wait: (ms: number) => {
      now += ms;
    },
    worker: () => createPageSessions({ storage, ids: ids_, clock: () => now }),
  };
}
const begin = async (pages: PageSessions, from = page(), to = frame()) => pages.start(to, await pages.open(from));

describe('the frames', () => {
  it('are those that began, until their tab is closed', async () => {
    const pages = world().worker();
    await pages.open(page());
    expect(await pages.frames()).toEqual([]);
    await begin(pages);
    await begin(pages, page({ tabId: 8 }), frame({ tabId: 8 }));
    expect(await pages.frames()).toMatchObject([
      { tabId: 7, frameId: 4 },
      { tabId: 8, frameId: 4 },
    ]);
    await pages.forgetTab(7);
    expect(await pages.frames()).toMatchObject([{ tabId: 8 }]);
  });
});

describe('the records of a document', () => {
  it('are those that it recognized', async () => {
    const pages = world().worker();
    expect(await pages.knows(page(), COMPANY)).toBe(false);
    await pages.addRecord(page(), COMPANY);
    expect(await pages.knows(page(), COMPANY)).toBe(true);
    expect(await pages.knows(page(), { kind: 'company', id: 3 })).toBe(false);
    expect(await pages.knows(page(), { kind: 'agreement', id: 2 })).toBe(false);
    expect(await pages.knows(page(), { kind: 'ticket', id: 2 })).toBe(false);
  });

  it.each([
    ['tab', page({ tabId: 8 })],
    ['frame', page({ frameId: 3 })],
    ['document', page({ documentId: 'next' })],
    ['site', page({ host: 'eu.myconnectwise.net' })],
  ])('are unknown in another %s', async (_, other) => {
    const pages = world().worker();
    await pages.addRecord(page(), COMPANY);
    expect(await pages.knows(other, COMPANY)).toBe(false);
    expect(await pages.knows(page(), COMPANY)).toBe(true);
  });

  it('count for a later document of the same place where the browser names none', async () => {
    const pages = world().worker();
    await pages.addRecord(page({ documentId: '' }), COMPANY);
    expect(await pages.knows(page({ documentId: '' }), COMPANY)).toBe(true);
    expect(await pages.knows(page({ documentId: '', tabId: 8 }), COMPANY)).toBe(false);
  });

  it('are those of its panel too, and of no other', async () => {
    const pages = world().worker();
    await pages.addRecord(page(), COMPANY);
    expect(await pages.knows(frame(), COMPANY)).toBe(false);
    await begin(pages);
    expect(await pages.knows(frame(), COMPANY)).toBe(true);
    expect(await pages.knows(frame(), { kind: 'company', id: 3 })).toBe(false);
    await begin(pages, page({ tabId: 8 }), frame({ tabId: 8 }));
    expect(await pages.knows(frame({ tabId: 8 }), COMPANY)).toBe(false);
    // What is recognized later counts for a panel that is already there.
    await pages.addRecord(page({ tabId: 8 }), COMPANY);
    expect(await pages.knows(frame({ tabId: 8 }), COMPANY)).toBe(true);
  });

  it('are the last 200, each once', async () => {
    const pages = world().worker();
    for (let id = 1; id <= 201; id += 1) await pages.addRecord(page(), { kind: 'company', id });
    expect(await pages.knows(page(), { kind: 'company', id: 1 })).toBe(false);
    expect(await pages.knows(page(), { kind: 'company', id: 2 })).toBe(true);
    for (let i = 0; i < 300; i += 1) await pages.addRecord(page(), { kind: 'company', id: 201 });
    expect(await pages.knows(page(), { kind: 'company', id: 2 })).toBe(true);
  });
});

describe('a token', () => {
  it('begins the panel of the document that asked for it', async () => {
    const pages = world().worker();
    await pages.show(page(), SHOWN);
    expect(await pages.panel(frame())).toBeUndefined();
    const session = await begin(pages);
    expect(session).toEqual({ id: expect.any(String), tabId: 7, site: SITE, shown: SHOWN });
    expect(await pages.panel(frame())).toEqual(session);
  });

  it('is good once', async () => {
    const pages = world().worker();
    const token = await pages.open(page());
    expect(await pages.start(frame(), token)).toBeDefined();
    expect(await pages.start(frame({ frameId: 5, documentId: 'q' }), token)).toBeUndefined();
    expect(await pages.panel(frame({ frameId: 5, documentId: 'q' }))).toBeUndefined();
    expect(await pages.panel(frame())).toBeDefined();
  });

  it('is good once, also for two frames at the same moment', async () => {
    const pages = world().worker();
    const token = await pages.open(page());
    const started = await Promise.all([4, 5, 6].map((frameId) => pages.start(frame({ frameId }), token)));
    expect(started.map((session) => session !== undefined)).toEqual([true, false, false]);
  });

  it('is refused from another tab, and still good in its own', async () => {
    const pages = world().worker();
    const token = await pages.open(page());
    expect(await pages.start(frame({ tabId: 8 }), token)).toBeUndefined();
    expect(await pages.panel(frame({ tabId: 8 }))).toBeUndefined();
    expect(await pages.start(frame(), token)).toBeDefined();
  });

  it.each([
    ['a minute later', MINUTE],
    ['when the clock was set back', -MINUTE],
  ])('is too old %s, and stays so', async (_, ms) => {
    const { worker, wait } = world();
    const pages = worker();
    const token = await pages.open(page());
    wait(ms);
    expect(await pages.start(frame(), token)).toBeUndefined();
    wait(-ms);
    expect(await pages.start(frame(), token)).toBeUndefined();
    const next = await pages.open(page());
    wait(MINUTE - 1);
    expect(await pages.start(frame(), next)).toBeDefined();
  });

  it('is replaced by the next one of its document', async () => {
    const pages = world().worker();
    const first = await pages.open(page());
    const second = await pages.open(page());
    expect(second).not.toBe(first);
    expect(await pages.start(frame(), first)).toBeUndefined();
    expect(await pages.start(frame(), second)).toBeDefined();
  });

  it.each(['', 'id-99', 'undefined'])('that was never given begins nothing: “%s”', async (token) => {
    const pages = world().worker();
    await pages.open(page());
    expect(await pages.start(frame(), token)).toBeUndefined();
    expect(await pages.panel(frame())).toBeUndefined();
  });
});

describe('a panel', () => {
  it.each([
    ['tab', frame({ tabId: 8 })],
    ['frame', frame({ frameId: 5 })],
    ['document', frame({ documentId: 'q' })],
  ])('is none in another %s', async (_, other) => {
    const pages = world().worker();
    await begin(pages);
    expect(await pages.panel(other)).toBeUndefined();
    expect(await pages.panel(frame())).toBeDefined();
  });

  it('is replaced by the next one of its document, which owns nothing of the first', async () => {
    const pages = world().worker();
    const first = await begin(pages);
    await pages.addOwn(frame(), 'plan-1');
    const next = frame({ frameId: 9, documentId: 'q' });
    const second = await begin(pages, page(), next);
    expect(second?.id).not.toBe(first?.id);
    expect(await pages.panel(frame())).toBeUndefined();
    expect(await pages.owns(frame(), 'plan-1')).toBe(false);
    expect(await pages.owns(next, 'plan-1')).toBe(false);
    await pages.addOwn(next, 'plan-2');
    expect(await pages.owns(next, 'plan-2')).toBe(true);
  });

  it('shows what its document says; before it began, that is kept for it', async () => {
    const pages = world().worker();
    expect(await pages.shown(page())).toBeNull();
    expect(await pages.show(page(), SHOWN)).toBeUndefined();
    expect(await pages.shown(page())).toEqual(SHOWN);
    const session = await begin(pages);
    expect(session?.shown).toEqual(SHOWN);
    const renamed: PanelShown = { ...SHOWN, record: { kind: 'company', companyId: 2, name: 'Eddie’s TV Repair' } };
    expect(await pages.show(page(), renamed)).toEqual({ ...session, shown: renamed });
    expect(await pages.show(page({ tabId: 8 }), null)).toBeUndefined();
    expect((await pages.panel(frame()))?.shown).toEqual(renamed);
  });

  it('is of one record: a frame that outlives it in its own process learns of no other', async () => {
    const other: PanelShown = { ...SHOWN, record: { kind: 'company', companyId: 3, name: 'Joe TV Repair' } };
    for (const next of [other, null]) {
      const pages = world().worker();
      await pages.show(page(), SHOWN);
      expect((await begin(pages))?.shown).toEqual(SHOWN);
      expect(await pages.show(page(), next)).toBeUndefined();
      expect(await pages.panel(frame())).toBeUndefined();
    }
  });

  it('does not begin with the token of the record before', async () => {
    const pages = world().worker();
    await pages.show(page(), SHOWN);
    const token = await pages.open(page());
    await pages.show(page(), null);
    expect(await pages.start(frame(), token)).toBeUndefined();
  });

  it('owns the last 200 plans and runs that it was given, and no others', async () => {
    const pages = world().worker();
    await pages.addOwn(frame(), 'before');
    await begin(pages);
    expect(await pages.owns(frame(), 'before')).toBe(false);
    for (let nth = 1; nth <= 201; nth += 1) await pages.addOwn(frame(), `plan-${nth}`);
    expect(await pages.owns(frame(), 'plan-1')).toBe(false);
    expect(await pages.owns(frame(), 'plan-2')).toBe(true);
    expect(await pages.owns(frame(), 'plan-201')).toBe(true);
    expect(await pages.owns(frame({ tabId: 8 }), 'plan-201')).toBe(false);
  });
});

describe('teaching', () => {
  it('is pending for the tab and field that were asked for, once', async () => {
    const pages = world().worker();
    expect(await pages.endTeaching(7, 'managedId')).toBe(false);
    await pages.startTeaching(7, 'managedId');
    expect(await pages.endTeaching(8, 'managedId')).toBe(false);
    expect(await pages.endTeaching(7, 'quantity')).toBe(false);
    expect(await pages.endTeaching(7, 'managedId')).toBe(true);
    expect(await pages.endTeaching(7, 'managedId')).toBe(false);
  });

  it('is pending for one field of a tab at a time', async () => {
    const pages = world().worker();
    await pages.startTeaching(7, 'managedId');
    await pages.startTeaching(8, 'managedId');
    await pages.startTeaching(7, 'quantity');
    expect(await pages.endTeaching(7, 'managedId')).toBe(false);
    expect(await pages.endTeaching(7, 'quantity')).toBe(true);
    expect(await pages.endTeaching(8, 'managedId')).toBe(true);
  });

  it.each([10 * MINUTE, -10 * MINUTE])('ends after ten minutes: %i ms', async (ms) => {
    const { worker, wait } = world();
    const pages = worker();
    await pages.startTeaching(7, 'managedId');
    wait(ms);
    expect(await pages.endTeaching(7, 'managedId')).toBe(false);
    await pages.startTeaching(7, 'managedId');
    wait(ms - Math.sign(ms));
    expect(await pages.endTeaching(7, 'managedId')).toBe(true);
  });
});

describe('a closed tab', () => {
  it('is forgotten with everything in it, and no other', async () => {
    const pages = world().worker();
    for (const tabId of [7, 8]) {
      await pages.addRecord(page({ tabId }), COMPANY);
      await begin(pages, page({ tabId }), frame({ tabId }));
      await pages.addOwn(frame({ tabId }), 'plan-1');
    }
    const token = await pages.open(page());
    await pages.forgetTab(7);
    expect(await pages.knows(page(), COMPANY)).toBe(false);
    expect(await pages.panel(frame())).toBeUndefined();
    expect(await pages.owns(frame(), 'plan-1')).toBe(false);
    expect(await pages.start(frame(), token)).toBeUndefined();
    expect(await pages.knows(page({ tabId: 8 }), COMPANY)).toBe(true);
    expect(await pages.panel(frame({ tabId: 8 }))).toBeDefined();
  });
});

describe('once another connection is stored', () => {
  it('knows no page, panel, plan, token or pointing of before', async () => {
    const pages = world().worker();
    for (const tabId of [7, 8]) {
      await pages.addRecord(page({ tabId }), COMPANY);
      await begin(pages, page({ tabId }), frame({ tabId }));
      await pages.addOwn(frame({ tabId }), 'plan-1');
    }
    const token = await pages.open(page());
    await pages.startTeaching(7, 'company.id');
    await pages.forgetAll();
    for (const tabId of [7, 8]) {
      expect(await pages.knows(page({ tabId }), COMPANY)).toBe(false);
      expect(await pages.panel(frame({ tabId }))).toBeUndefined();
      expect(await pages.owns(frame({ tabId }), 'plan-1')).toBe(false);
    }
    expect(await pages.start(frame(), token)).toBeUndefined();
    expect(await pages.endTeaching(7, 'company.id')).toBe(false);
  });
});

describe('the next worker', () => {
  it('knows all of it', async () => {
    const { worker } = world();
    const first = worker();
    await first.addRecord(page(), COMPANY);
    await first.show(page(), SHOWN);
    const session = await begin(first);
    await first.addOwn(frame(), 'plan-1');
    await first.startTeaching(7, 'managedId');
    const token = await first.open(page({ tabId: 8 }));
    const next = worker();
    expect(await next.knows(page(), COMPANY)).toBe(true);
    expect(await next.knows(frame(), COMPANY)).toBe(true);
    expect(await next.panel(frame())).toEqual(session);
    expect(await next.shown(page())).toEqual(SHOWN);
    expect(await next.owns(frame(), 'plan-1')).toBe(true);
    expect(await next.start(frame({ tabId: 8 }), token)).toBeDefined();
    expect(await next.endTeaching(7, 'managedId')).toBe(true);
  });

  it('takes no token again that the one before accepted', async () => {
    const { worker } = world();
    const first = worker();
    const token = await first.open(page());
    expect(await first.start(frame(), token)).toBeDefined();
    expect(await worker().start(frame({ frameId: 5 }), token)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['something else', { pages: 7 }],
    ['text', 'x'],
  ])('begins with nothing where %s is stored', async (_, stored) => {
    const storage = memoryStorage();
    if (stored !== undefined) await storage.set('pages', stored);
    const pages = world(storage).worker();
    expect(await pages.knows(page(), COMPANY)).toBe(false);
    await pages.addRecord(page(), COMPANY);
    expect(await pages.knows(page(), COMPANY)).toBe(true);
  });

  it('is not needed: a storage that fails loses nothing of this worker', async () => {
    const broken: StorageArea = {
      get: () => Promise.reject(new Error('no storage')),
      set: () => Promise.reject(new Error('no storage')),
      remove: () => Promise.reject(new Error('no storage')),
    };
    const pages = world(broken).worker();
    await pages.addRecord(page(), COMPANY);
    expect(await pages.knows(page(), COMPANY)).toBe(true);
    expect(await begin(pages)).toBeDefined();
  });
});

describe('parallel calls', () => {
  it('lose nothing of each other', async () => {
    const { worker } = world();
    const pages = worker();
    const ids = Array.from({ length: 50 }, (_, id) => id + 1);
    await Promise.all([
      ...ids.map((id) => pages.addRecord(page(), { kind: 'company', id })),
      ...ids.map((tabId) => pages.addRecord(page({ tabId: 100 + tabId }), COMPANY)),
    ]);
    const next = worker();
    for (const id of ids) {
      expect(await next.knows(page(), { kind: 'company', id })).toBe(true);
      expect(await next.knows(page({ tabId: 100 + id }), COMPANY)).toBe(true);
    }
  });

  it('see what was called before them', async () => {
    const pages = world().worker();
    const added = pages.addRecord(page(), COMPANY);
    expect(await pages.knows(page(), COMPANY)).toBe(true);
    await added;
  });
});

describe('its size', () => {
  it('is bounded: of more than 200 documents the oldest are forgotten', async () => {
    const { worker, storage } = world();
    const pages = worker();
    for (let tabId = 1; tabId <= 201; tabId += 1) await pages.addRecord(page({ tabId }), COMPANY);
    expect(await pages.knows(page({ tabId: 201 }), COMPANY)).toBe(true);
    expect(await pages.knows(page({ tabId: 2 }), COMPANY)).toBe(true);
    expect(await worker().knows(page({ tabId: 1 }), COMPANY)).toBe(false);
    const stored = (await storage.get('pages')) as { pages: unknown[] };
    expect(stored.pages.length).toBeLessThanOrEqual(200);
  });

  it('does not grow by questions alone', async () => {
    const { worker } = world();
    const pages = worker();
    await pages.addRecord(page(), COMPANY);
    for (let tabId = 1_000; tabId < 1_250; tabId += 1) {
      await pages.knows(page({ tabId }), COMPANY);
      await pages.shown(page({ tabId }));
    }
    expect(await pages.knows(page(), COMPANY)).toBe(true);
  });
});
