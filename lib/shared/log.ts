/** Where a module says what it did. Arguments never hold a secret; the sink decides where they go. */
export interface Log {
  info(where: string, message: string, details?: Record<string, unknown>): void;
  warn(where: string, message: string, details?: Record<string, unknown>): void;
  error(where: string, message: string, details?: Record<string, unknown>): void;
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** Writes to the console of whatever context it runs in. */
export const consoleLog: Log = {
  info: (where, message, details) => console.info(`[backup-bridge] ${where}: ${message}`, details ?? ''),
  warn: (where, message, details) => console.warn(`[backup-bridge] ${where}: ${message}`, details ?? ''),
  error: (where, message, details) => console.error(`[backup-bridge] ${where}: ${message}`, details ?? ''),
};

/** What a log may say of an unexpected exception: its kind. The message may hold an address or a value that is none of the log's. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
