import type { Feature, FeatureContext, FeatureState, FeatureStatus, Services } from './feature.ts';

/**
 * Runs features by what is on the screen. Knows neither the host nor any feature.
 *
 * idle ──key──▶ running ──other key──▶ (abort) running ──null──▶ (abort) idle
 * A feature that is switched off has no key.
 * running ──throw or rejection──▶ failed: its signal is aborted, the others go on; it gets another chance at the next key.
 */
export interface Engine<Screen> {
  /** Shows every feature what is on the screen now. */
  look(screen: Screen): void;
  status(): FeatureStatus[];
}

interface Slot {
  key: string | null;
  state: FeatureState;
  error?: string;
  stop: AbortController;
  listeners: (() => void)[];
}

export interface EngineParts<Screen, Shared> {
  features: readonly Feature<Screen, Shared>[];
  services: Services & Shared;
  /** Whether a feature is switched off now. */
  isOff(featureId: string): boolean;
  signal: AbortSignal;
}

export function createEngine<Screen, Shared>(parts: EngineParts<Screen, Shared>): Engine<Screen> {
  const { features, services, isOff, signal } = parts;
  const slots = new Map<Feature<Screen, Shared>, Slot>();
  /** One line per feature and message: a throw at every look must not fill the console. */
  const logged = new Set<string>();
  let current: Screen;

  const fail = (feature: Feature<Screen, Shared>, slot: Slot, error: unknown): void => {
    // An aborted feature that stumbles over its own end has not failed.
    if (slot.stop.signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    slot.state = 'failed';
    slot.error = message;
    slot.stop.abort();
    if (logged.has(`${feature.id} ${message}`)) return;
    logged.add(`${feature.id} ${message}`);
    services.log.error(feature.id, message, { stack: error instanceof Error ? error.stack : undefined });
  };

  const start = (feature: Feature<Screen, Shared>, key: string): void => {
    const stop = new AbortController();
    const slot: Slot = { key, state: 'running', stop, listeners: [] };
    slots.set(feature, slot);
    const work: FeatureContext<Screen, Shared> = {
      ...services,
      screen: () => current,
      onLook: (listener) => slot.listeners.push(listener),
      signal: stop.signal,
    };
    try {
      // Not awaited: one slow feature must not hold up the others.
      Promise.resolve(feature.start(work)).catch((error) => fail(feature, slot, error));
    } catch (error) {
      fail(feature, slot, error);
    }
  };

  const lookAt = (feature: Feature<Screen, Shared>, screen: Screen): void => {
    const slot = slots.get(feature);
    const key = isOff(feature.id) ? null : feature.when(screen);
    if (slot && key === slot.key) {
      if (slot.state === 'running') for (const listener of slot.listeners) listener();
      return;
    }
    slot?.stop.abort();
    if (key === null) slots.delete(feature);
    else start(feature, key);
  };

  signal.addEventListener('abort', () => {
    for (const slot of slots.values()) slot.stop.abort();
    slots.clear();
  });

  return {
    look(screen) {
      if (signal.aborted) return;
      current = screen;
      for (const feature of features) {
        try {
          lookAt(feature, screen);
        } catch (error) {
          const slot = slots.get(feature) ?? brokenSlot();
          slots.set(feature, slot);
          fail(feature, slot, error);
        }
      }
    },
    status: () =>
      features.map((feature) => {
        const slot = slots.get(feature);
        return { id: feature.id, state: isOff(feature.id) ? 'off' : (slot?.state ?? 'idle'), error: slot?.error };
      }),
  };
}

/** For a feature whose condition itself throws: it never had a key. */
function brokenSlot(): Slot {
  return { key: null, state: 'running', stop: new AbortController(), listeners: [] };
}
