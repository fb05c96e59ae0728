import pino from 'pino';
import type { Log } from '../shared/log.ts';
import { createRedactor } from '../shared/redact.ts';

interface LogOptions {
  level: string;
  name: string;
  /** Taken out of every line. */
  secrets: readonly string[];
  /** Gets one line of JSON at a time. */
  write: (line: string) => void;
}

/** Returns a log that writes lines of JSON. No secret is in any of them, whatever it was given. */
export function createRunnerLog({ level, name, secrets, write }: LogOptions): Log {
  const redactor = createRedactor(secrets);
  const logger = pino({ level, base: { runner: name } }, { write: (line: string) => write(redactor.data(line)) });
  return {
    info: (where, message, details) => logger.info({ where, ...details }, message),
    warn: (where, message, details) => logger.warn({ where, ...details }, message),
    error: (where, message, details) => logger.error({ where, ...details }, message),
  };
}
