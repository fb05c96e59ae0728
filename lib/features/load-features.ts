import type { Send } from '../content/feature.ts';
import { LAYER } from '../content/layer-host.ts';
import { watchPage } from '../host/events.ts';
import { createLocationReader } from '../host/location.ts';
import type { HostScreen } from '../host/screen.ts';
import { isKnownScreen, readScreen } from '../host/screens.ts';
import { onTabMessage } from '../messages/on-tab-message.ts';
import { send } from '../messages/send.ts';
import { delay } from '../shared/delay.ts';
import { consoleLog } from '../shared/log.ts';
import { SECOND } from '../shared/time.ts';
import { checkScreen } from './check-screen.ts';
import { createInPageConfigReader } from './in-page-config.ts';
import { publish, type ScriptLife } from './script-handoff.ts';

const RETRY_MS = 5 * SECOND;

/**
 * What loads on every ConnectWise page: it only looks where the user is. The features (views, rules, panel) are loaded when
 * a screen turns up that they know, so that boards, tickets and calendars pay for nothing else
 * (docs/reference/budgets.md: content.gzip). The worker loads them: see its handler of `page.load-features`.
 */
export function loadFeaturesOnKnownScreens(life: ScriptLife, ask: Send = send): void {
  if (life.signal.aborted || !life.isValid) return;
  const locate = createLocationReader();
  const stop = new AbortController();
  const signal = AbortSignal.any([life.signal, stop.signal]);
  // Firefox stops the scripts of a version that it replaces before they can clean up, and starts the new ones in open pages.
  for (const old of document.querySelectorAll(LAYER)) old.remove();
  // At once: the worker may load the tools (Diagnose, Teach) on a page where no screen is known.
  const left = publish(life, () => setup.get());
  // A page whose labels were all renamed is known by the names that the settings give alone.
  const setup = createInPageConfigReader({
    page: document,
    send: ask,
    signal,
    onChange: () => watch.soon(),
    changed: left.configChanged,
  });
  let asking = false;

  const read = (): HostScreen => readScreen(document, locate(location.href), setup.fields());
  const look = (): void => {
    if (!life.isValid) stop.abort();
    if (signal.aborted || asking || !isKnownScreen(read())) return;
    asking = true;
    void load();
  };
  const load = async (): Promise<void> => {
    // Otherwise a feature that is switched off would be there for a blink.
    await setup.read;
    const answer = await ask('page.load-features', {});
    if (answer.ok || !life.isValid) stop.abort();
    if (answer.ok || signal.aborted) return;
    consoleLog.warn('load', answer.failure.message, { code: answer.failure.code });
    await delay(RETRY_MS, signal);
    asking = false;
    if (!signal.aborted) look();
  };
  // Until the features are here and answer for themselves.
  onTabMessage('tab.check', () => checkScreen(document, read(), setup.fields(), []), signal);
  const watch = watchPage(document, signal, look, () => performance.now());
}
