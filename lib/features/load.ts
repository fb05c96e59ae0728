import { watchPage } from '../host/events.ts';
import { createLocationReader } from '../host/location.ts';
import { isKnownScreen, readScreen } from '../host/screens.ts';
import { loadScript } from '../platform/load-script.ts';
import { consoleLog } from '../shared/log.ts';
import { handOver, type ScriptLife } from './life.ts';

/**
 * What loads on every ConnectWise page: it only looks where the person is. The features (views, rules, panel) are loaded when
 * a screen turns up that they know, so that boards, tickets and calendars pay for nothing else (budgets.md: content.gzip).
 */
export function loadWhereUseful(life: ScriptLife): void {
  const locate = createLocationReader();
  const stop = new AbortController();
  const signal = AbortSignal.any([life.signal, stop.signal]);
  const look = (): void => {
    const known = isKnownScreen(readScreen(document, locate(location.href)));
    if (life.isValid && !known) return;
    stop.abort();
    if (!life.isValid) return;
    handOver(life);
    loadScript('/connectwise-features.js').catch((error) => {
      if (life.isValid) consoleLog.error('load', 'The in-page features could not be loaded.', { error: String(error) });
    });
  };
  watchPage(document, signal, look, () => performance.now());
}
