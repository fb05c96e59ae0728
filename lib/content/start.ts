import type { InPageConfig, PanelMemory } from '../domain/in-page-config.ts';
import type { Log } from '../shared/log.ts';
import type { Clock } from '../shared/time.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Feature, Notice, Send } from './feature.ts';
import { createLayer } from './layer.ts';

export interface ContentParts<Screen> {
  page: Document;
  features: readonly Feature<Screen>[];
  /** Reads what is on the screen; pure. */
  readScreen(): Screen;
  /** Calls `look` whenever the screen may have changed; answers a way to ask for one more look. */
  watch(signal: AbortSignal, look: () => void): { soon(): void };
  send: Send;
  css: string;
  log: Log;
  clock: Clock;
  /** Settings of the page side; may change while the page is open. */
  setup: { get(): InPageConfig; remember(panel: PanelMemory): void };
  /** Aborted when a newer content script takes over or the extension is gone. */
  signal: AbortSignal;
  /** False once the extension was updated or removed under this page; then this script takes everything down. */
  isAlive(): boolean;
  fromUser?: (event: Event) => boolean;
}

/** Composition root of the content script: layer, engine, watch. Everything ends with the signal and leaves no trace. */
export function startContent<Screen>(parts: ContentParts<Screen>): Engine<Screen> {
  const stop = new AbortController();
  const signal = AbortSignal.any([parts.signal, stop.signal]);
  let soon = (): void => {};
  const services = {
    send: parts.send,
    layer: createLayer(parts.page, parts.css, signal, parts.fromUser),
    log: parts.log,
    clock: parts.clock,
    site: parts.page.location.host,
    notices: { askForFix: createNotice<string>(), storedChanged: createNotice<void>() },
    setup: parts.setup.get,
    remember: parts.setup.remember,
    lookAgain: () => soon(),
  };
  const engine = createEngine(parts.features, services, signal);
  const watch = parts.watch(signal, () => {
    if (parts.isAlive()) engine.look(parts.readScreen());
    else stop.abort();
  });
  soon = watch.soon;
  return engine;
}

function createNotice<T>(): Notice<T> {
  const listeners = new Set<(what: T) => void>();
  return {
    tell(what) {
      for (const listener of listeners) listener(what);
    },
    listen(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  };
}
