import type { PanelShown, WindowTask } from '../../domain/panel-record.ts';
import { askTab } from '../../messages/ask-tab.ts';
import type { PANEL } from '../../messages/declarations/panel.ts';
import type { TabInput } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { ContentTier, Tier } from '../../messages/sender.ts';
import { notifyPanels } from '../../messages/to-panels.ts';
import { openOwnTab, openOwnWindow } from '../../platform/tabs.ts';
import { isYoungerThan } from '../../shared/age.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { SECOND } from '../../shared/time.ts';
import type { Background } from '../background.ts';
import type { PanelSession } from '../pages/page-sessions.ts';

const BETWEEN_WINDOWS = 5 * SECOND;

/** The panel frame and the content script around it: tokens, what is shown, and what each has the other do. */
export function panelHandlers(background: Background): HandlersOf<typeof PANEL> {
  const { pages, panel } = background;
  /** Tab → when a window was last opened for it. */
  const opened = new Map<number, number>();
  /** No page can cover the screen with windows, nor can a panel that it covers. */
  const openLimited = async (tabId: number, open: () => Promise<Result<null>>): Promise<Result<null>> => {
    const last = opened.get(tabId);
    if (last !== undefined && isYoungerThan(BETWEEN_WINDOWS, last, background.clock())) return ok(null);
    opened.set(tabId, background.clock());
    const answer = await open();
    if (!answer.ok) opened.delete(tabId);
    return answer;
  };
  /** Has the content script around a frame do something. */
  const inTab = async (
    from: Tier,
    does: TabInput<'tab.panel'>['does'],
  ): Promise<Result<{ session: PanelSession; done: boolean }>> => {
    const session = from.kind === 'panel' ? await pages.panel(from) : undefined;
    if (!session) return fail(NO_PANEL);
    const answer = await askTab(session.tabId, 'tab.panel', { does });
    return ok({ session, done: answer?.done === true });
  };
  const done = async (from: Tier, does: TabInput<'tab.panel'>['does']): Promise<Result<null>> => {
    const asked = await inTab(from, does);
    return asked.ok ? ok(null) : asked;
  };

  return {
    'panel.open': async (_, from) => (from.kind === 'content' ? ok({ token: await pages.open(from) }) : fail(NO_PANEL)),
    'panel.show': async ({ shown }, from) => {
      if (from.kind !== 'content') return fail(NO_PANEL);
      if (shown && !(await isKnown(background, from, shown))) return fail(NOT_RECOGNIZED);
      const session = await pages.show(from, shown);
      if (session) await notifyPanels({ is: 'shown', session: session.id, shown }, pages.frames);
      return ok(null);
    },
    'page.open-window': async (_, from) => {
      if (from.kind !== 'content') return fail(NO_PANEL);
      return openLimited(from.tabId, async () => openWindow(from.host, await pages.shown(from)));
    },
    'panel.start': async ({ token }, from) => {
      if (from.kind !== 'panel') return fail(NO_PANEL);
      const session = await pages.start(from, token);
      if (!session) return fail(NO_PANEL);
      await askTab(session.tabId, 'tab.panel', { does: 'started' });
      const isPinned = (await panel.read()).pinned === true;
      return ok({ session: session.id, site: session.site, shown: session.shown, isPinned });
    },
    'panel.collapse': (_, from) => done(from, 'collapse'),
    'panel.pin': ({ pinned }, from) => done(from, pinned ? 'pin' : 'unpin'),
    'panel.changed': (_, from) => done(from, 'changed'),
    'panel.attest': async (_, from) => {
      const asked = await inTab(from, 'attest');
      return asked.ok ? ok({ visible: asked.value.done }) : asked;
    },
    'panel.open-unlock': async (_, from) => {
      const session = from.kind === 'panel' ? await pages.panel(from) : undefined;
      if (!session) return fail(NO_PANEL);
      return openLimited(session.tabId, async () => {
        await openOwnWindow('/panel.html?unlock');
        return ok(null);
      });
    },
    'panel.open-welcome': async (_, from) => {
      const session = from.kind === 'panel' ? await pages.panel(from) : undefined;
      if (!session) return fail(NO_PANEL);
      return openLimited(session.tabId, async () => {
        await openOwnTab('/welcome.html');
        return ok(null);
      });
    },
    'panel.open-window': async ({ task }, from) => {
      const session = from.kind === 'panel' ? await pages.panel(from) : undefined;
      if (!session) return fail(NO_PANEL);
      return openLimited(session.tabId, () => openWindow(session.site, session.shown, task));
    },
  };
}

async function isKnown({ pages }: Background, from: ContentTier, { record }: PanelShown): Promise<boolean> {
  return record.kind === 'company'
    ? pages.knows(from, { kind: 'company', id: record.companyId })
    : pages.knows(from, { kind: 'ticket', id: record.ticketId });
}

/** The panel of the same record in a window of our own; its address holds what to show, and no secret. */
async function openWindow(site: string, shown: PanelShown | null, task?: WindowTask): Promise<Result<null>> {
  if (!shown) return fail(NO_PANEL);
  const query = new URLSearchParams({
    site,
    record: JSON.stringify(shown.record),
    ...(task && { do: JSON.stringify(task) }),
  });
  await openOwnWindow(`/panel.html?${query}`);
  return ok(null);
}

const NO_PANEL: Failure = {
  code: 'bad-input',
  message: 'This panel does not belong to an open ConnectWise page any more.',
  nextStep: 'Load the page again.',
};

const NOT_RECOGNIZED: Failure = {
  code: 'bad-input',
  message: 'The panel shows only records that were recognized in this page.',
  nextStep: 'Open the record in ConnectWise.',
};
