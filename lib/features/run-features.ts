import css from '../../components/panel/panel.css?inline';
import type { Engine } from '../content/engine.ts';
import type { Send } from '../content/feature.ts';
import { guardHandlers } from '../content/genuine-events.ts';
import { startContent } from '../content/start.ts';
import { watchPage } from '../host/events.ts';
import { createLocationReader } from '../host/location.ts';
import type { HostScreen } from '../host/screen.ts';
import { readScreen } from '../host/screens.ts';
import { onTabMessage } from '../messages/on-tab-message.ts';
import { send } from '../messages/send.ts';
import { consoleLog } from '../shared/log.ts';
import { checkScreen } from './check-screen.ts';
import { createInPageConfigReader } from './in-page-config.ts';
import { createFeatures } from './index.ts';
import { createShared } from './page-feature.ts';
import { companyOf } from './recognize-record.ts';
import type { Handoff } from './script-handoff.ts';

/** Runs all features in this ConnectWise page until the script's life ends. */
export function runFeatures({ life, setup: known, configChanged }: Handoff, ask: Send = send): void {
  guardHandlers();
  const locate = createLocationReader();
  let engine: Engine<HostScreen> | undefined;
  const setup = createInPageConfigReader({
    page: document,
    send: ask,
    signal: life.signal,
    onChange: () => engine?.look(look()),
    known: known(),
    changed: configChanged,
  });
  const look = (): HostScreen => readScreen(document, locate(location.href), setup.fields());
  engine = startContent({
    page: document,
    features: createFeatures(),
    readScreen: look,
    watch: (signal, onLook) => watchPage(document, signal, onLook, () => performance.now()),
    send: ask,
    shared: createShared({
      panelMemory: { get: () => setup.get().panel, set: setup.remember },
      send: ask,
      signal: life.signal,
    }),
    isOff: (id) => setup.get().featuresOff.includes(id),
    css,
    log: consoleLog,
    clock: Date.now,
    signal: life.signal,
    isAlive: () => life.isValid,
  });
  onTabMessage('tab.check', () => checkScreen(document, look(), setup.fields(), engine?.status() ?? []), life.signal);
  onTabMessage(
    'tab.where',
    async () => {
      // Through a function of its own: what was remembered for the features does not answer it.
      const found = await companyOf(look(), (name, input) => ask(name, input), location.host);
      return found.ok ? found.value : null;
    },
    life.signal,
  );
}
