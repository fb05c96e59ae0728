/** A way for features to speak to each other without importing each other. */
export interface Channel<T> {
  /** Calls every listener, before it returns. */
  emit(value: T): void;
  listen(listener: (value: T) => void, signal: AbortSignal): void;
}

/** Returns a channel without listeners; what is emitted before one listens is lost. */
export function createChannel<T>(): Channel<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit(value) {
      for (const listener of listeners) listener(value);
    },
    listen(listener, signal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  };
}
