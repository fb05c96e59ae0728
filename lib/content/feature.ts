import type { InPageConfig, PanelMemory } from '../domain/in-page-config.ts';
import type { ContentMessageName, Input, Output } from '../messages/protocol.ts';
import type { Log } from '../shared/log.ts';
import type { Clock } from '../shared/time.ts';
import type { Layer } from './layer.ts';

/** Asks the worker. Slow answers are normal (cold worker): features show what they have meanwhile. */
export type Send = <N extends ContentMessageName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** What features share without knowing each other. */
export interface Services {
  send: Send;
  layer: Layer;
  log: Log;
  clock: Clock;
  /** Host and port of the page, e.g. `na.myconnectwise.net`: the worker compares it with the connected site. */
  site: string;
  notices: Notices;
  /** Settings of the page side as last read. */
  setup(): InPageConfig;
  /** Keeps what the user did with the panel, here and in the worker. */
  remember(panel: PanelMemory): void;
  /** Looks at the page again soon. */
  lookAgain(): void;
}

/** How features speak to each other: without importing each other. */
export interface Notices {
  /** A mark asks for a stored finding's preview; the panel shows it. */
  askForFix: Notice<string>;
  /** A run ended: what is stored in ConnectWise may have changed. */
  storedChanged: Notice<void>;
}

export interface Notice<T> {
  tell(what: T): void;
  listen(listener: (what: T) => void, signal: AbortSignal): void;
}

/** One in-page feature: a name, a condition, a start. Everything it starts ends with the signal. */
export interface Feature<Screen> {
  id: string;
  /**
   * Null where the feature has nothing to do. Otherwise the key of what it works on: same key, it keeps running; another key,
   * it is stopped and started again. Must be pure and cheap: it runs at every look.
   */
  when(screen: Screen): string | null;
  start(work: FeatureContext<Screen>): void | Promise<void>;
}

export interface FeatureContext<Screen> extends Services {
  /** The screen as last seen; call it again rather than keep it. */
  screen(): Screen;
  /** Called at every later look while the key stays the same; a throw ends the feature. */
  onLook(listener: () => void): void;
  /** Aborted when the key changes, the tab leaves the screen, or the extension goes away. */
  signal: AbortSignal;
}

/** `off`: switched off in the options or by policy. */
export type FeatureState = 'idle' | 'running' | 'failed' | 'off';

/** For Diagnostics: what each feature is doing, and its last failure. */
export interface FeatureStatus {
  id: string;
  state: FeatureState;
  error?: string;
}
