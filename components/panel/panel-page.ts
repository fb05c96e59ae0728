import type { PanelNews, PanelShown, WindowTask } from '../../lib/domain/panel-record.ts';
import { send } from '../../lib/messages/send.ts';
import { POLICY_CHANGED } from '../ui/policy-changed.ts';
import { UNLOCKED } from '../ui/unlocked.ts';
import { placeBehindLock, showUnlock } from './behind-lock.tsx';
import { createSeen, frameVisibility, type Visibility } from './clearly-visible.ts';
import { createPanelApp } from './panel-app.tsx';
import type { PanelHost } from './panel-shell.tsx';
import { seenSend } from './seen-send.ts';

export interface PanelPageParts {
  root: Element;
  /** Ends with the page. */
  signal: AbortSignal;
  onNews(listener: (news: PanelNews) => void, signal: AbortSignal): void;
}

/**
 * The panel page: as a frame inside ConnectWise, which begins with the token in its address, or as a window of our own, whose
 * address says what to show, or that the passphrase is entered in it. Framed without a token it stays empty: any page may have framed it.
 */
export async function startPanelPage(parts: PanelPageParts): Promise<void> {
  if (window.top === window) await startWindow(parts);
  else await startFrame(parts);
}

async function startFrame({ root, signal, onNews }: PanelPageParts): Promise<void> {
  const token = location.hash.slice(1);
  // The token is good once; it need not stand in the address any longer.
  history.replaceState(null, '', location.pathname);
  if (token === '') return;
  const waiting: PanelNews[] = [];
  let take = (news: PanelNews): void => void waiting.push(news);
  onNews((news) => take(news), signal);
  const started = await send('panel.start', { token });
  if (!started.ok) return;
  const { session, site, shown } = started.value;
  let { isPinned } = started.value;
  const host = (): PanelHost => ({
    mayDecide: false,
    onOpenWindow: (task) => void send('panel.open-window', { ...(task && { task }) }),
    onConnect: () => void send('panel.open-welcome', {}),
    onCollapse: () => void send('panel.collapse', {}),
    pin: {
      isPinned,
      onChange(pinned) {
        isPinned = pinned;
        void send('panel.pin', { pinned });
        app.draw();
      },
    },
  });
  const place = await placeBehindLock(root, 'frame');
  const app = createPanelApp({
    root: place,
    send: seenSend(
      send,
      createSeen(frameVisibility(document.documentElement, send, signal), () => app.changedAt()),
    ),
    sendBegun: send,
    clock: Date.now,
    site,
    host,
    onStoredChanged: () => void send('panel.changed', {}),
  });
  take = (news) => {
    if (news.is === 'changed') app.news(news);
    else if (news.session === session) app.show(news.shown);
  };
  app.show(shown);
  for (const news of waiting) take(news);
  for (const again of [UNLOCKED, POLICY_CHANGED]) addEventListener(again, () => app.resume(), { signal });
}

/** A window of our own lies over the page, not under it. */
const ALWAYS: Visibility = { since: () => 0 };

async function startWindow({ root, signal, onNews }: PanelPageParts): Promise<void> {
  const query = new URLSearchParams(location.search);
  if (query.has('unlock')) return showUnlock(root);
  const record = parsed<PanelShown['record']>(query.get('record'));
  const site = query.get('site');
  if (!record || !site) return;
  document.body.classList.add('panel-window');
  const place = await placeBehindLock(root, 'window');
  const app = createPanelApp({
    root: place,
    // Drawn under the cursor of a user who clicks elsewhere, a window is not what the click was for.
    send: seenSend(
      send,
      createSeen(ALWAYS, () => app.changedAt()),
    ),
    sendBegun: send,
    clock: Date.now,
    site,
    host: () => ({ mayDecide: true }),
    onStoredChanged: () => undefined,
  });
  onNews(app.news, signal);
  app.show({ record, onScreen: { entries: false, agreementIds: [] } });
  for (const again of [UNLOCKED, POLICY_CHANGED]) addEventListener(again, () => app.resume(), { signal });
  const task = parsed<WindowTask>(query.get('do'));
  if (task) app.perform(task);
}

/** Written by our own worker. */
function parsed<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
