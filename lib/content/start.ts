import type { Log } from '../shared/log.ts';
import type { Clock } from '../shared/time.ts';
import { createEngine, type Engine } from './engine.ts';
import type { Feature, Send } from './feature.ts';
import { createLayer } from './layer.ts';

export interface ContentParts<Screen, Shared> {
  page: Document;
  features: readonly Feature<Screen, Shared>[];
  /** For the features, besides the engine's services. */
  shared: Shared;
  /** Reads what is on the screen; pure. */
  readScreen(): Screen;
  /** Calls `look` whenever the screen may have changed; returns a way to request one more look. */
  watch(signal: AbortSignal, look: () => void): { soon(): void };
  send: Send;
  css: string;
  log: Log;
  clock: Clock;
  /** Whether a feature is switched off; may change while the page is open. */
  isOff(featureId: string): boolean;
  /** Aborted when a newer content script takes over or the extension is gone. */
  signal: AbortSignal;
  /** False once the extension was updated or removed under this page; then this script takes everything down. */
  isAlive(): boolean;
  fromUser?: (event: Event) => boolean;
}

/** Composition root of the content script: layer, engine, watch. Everything ends with the signal and leaves no trace. */
export function startContent<Screen, Shared extends object>(parts: ContentParts<Screen, Shared>): Engine<Screen> {
  const stop = new AbortController();
  const signal = AbortSignal.any([parts.signal, stop.signal]);
  let soon = (): void => {};
  const services = {
    send: parts.send,
    layer: createLayer(parts.page, parts.css, signal, parts.fromUser),
    log: parts.log,
    clock: parts.clock,
    site: parts.page.location.host,
    lookAgain: () => soon(),
  };
  const { features, shared, isOff } = parts;
  const engine = createEngine({ features, services: { ...shared, ...services }, isOff, signal });
  const watch = parts.watch(signal, () => {
    if (parts.isAlive()) engine.look(parts.readScreen());
    else stop.abort();
  });
  soon = watch.soon;
  return engine;
}
