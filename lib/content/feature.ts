import type { ContentMessageName, Input, Output } from '../messages/protocol.ts';
import type { Log } from '../shared/log.ts';
import type { Clock } from '../shared/time.ts';
import type { Layer } from './layer.ts';

/** Asks the worker. Slow answers are normal (cold worker): features show what they have meanwhile. */
export type Send = <N extends ContentMessageName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** What every feature has. */
export interface Services {
  send: Send;
  layer: Layer;
  log: Log;
  clock: Clock;
  /** Host and port of the page, e.g. `na.myconnectwise.net`: the worker compares it with the connected site. */
  site: string;
  /** Looks at the page again soon. */
  lookAgain(): void;
}

/**
 * One in-page feature: a name, a condition, a start. Everything it starts ends with the signal. The engine passes `Shared` on to all
 * features and does not look into it.
 */
export interface Feature<Screen, Shared = unknown> {
  id: string;
  /**
   * Null where the feature has nothing to do. Otherwise the key of what it works on: same key, it keeps running; another key,
   * it is stopped and started again. Must be pure and cheap: it runs at every look.
   */
  when(screen: Screen): string | null;
  start(work: FeatureContext<Screen, Shared>): void | Promise<void>;
}

export type FeatureContext<Screen, Shared = unknown> = Shared & Services & Run<Screen>;

/** One run of a feature, from its start to its end. */
interface Run<Screen> {
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
