import type { Send } from '../content/feature.ts';
import { watchPage } from '../host/events.ts';
import { createLocationReader } from '../host/location.ts';
import { isKnownScreen, readScreen } from '../host/screens.ts';
import { send } from '../messages/send.ts';
import { consoleLog } from '../shared/log.ts';
import { SECOND } from '../shared/time.ts';
import { handOver, type ScriptLife } from './life.ts';
import { pause } from './pause.ts';

const RETRY_MS = 5 * SECOND;

/**
 * What loads on every ConnectWise page: it only looks where the person is. The features (views, rules, panel) are loaded when
 * a screen turns up that they know, so that boards, tickets and calendars pay for nothing else (budgets.md: content.gzip).
 * The worker loads them: see its handler of `page.load-features`.
 */
export function loadWhereUseful(life: ScriptLife, ask: Send = send): void {
  const locate = createLocationReader();
  const stop = new AbortController();
  const signal = AbortSignal.any([life.signal, stop.signal]);
  let asking = false;

  const look = (): void => {
    if (!life.isValid) stop.abort();
    if (signal.aborted || asking || !isKnownScreen(readScreen(document, locate(location.href)))) return;
    asking = true;
    handOver(life);
    void load();
  };
  const load = async (): Promise<void> => {
    const answer = await ask('page.load-features', {});
    if (answer.ok || !life.isValid) stop.abort();
    if (answer.ok || signal.aborted) return;
    consoleLog.warn('load', answer.problem.message, { code: answer.problem.code });
    await pause(RETRY_MS, signal);
    asking = false;
    if (!signal.aborted) look();
  };
  watchPage(document, signal, look, () => performance.now());
}
