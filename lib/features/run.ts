import css from '../../components/panel/panel.css?inline';
import { startContent } from '../content/start.ts';
import { watchPage } from '../host/events.ts';
import { createLocationReader } from '../host/location.ts';
import { readScreen } from '../host/screens.ts';
import { onTabMessage } from '../messages/on-tab-message.ts';
import { send } from '../messages/send.ts';
import { consoleLog } from '../shared/log.ts';
import { companyOf } from './identify.ts';
import { createFeatures } from './index.ts';
import type { ScriptLife } from './life.ts';

/** Runs all features in this ConnectWise page until the script's life ends. */
export function runInConnectWise(life: ScriptLife): void {
  const locate = createLocationReader();
  const look = () => readScreen(document, locate(location.href));
  startContent({
    page: document,
    features: createFeatures(),
    readScreen: look,
    watch: (signal, onLook) => watchPage(document, signal, onLook, () => performance.now()),
    send,
    css,
    log: consoleLog,
    clock: Date.now,
    signal: life.signal,
    isAlive: () => life.isValid,
  });
  onTabMessage(
    'tab.where',
    async () => {
      const found = await companyOf(look(), send, location.host);
      return found.ok ? found.value : null;
    },
    life.signal,
  );
}
