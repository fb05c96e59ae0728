import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest that the runner supports. */
const OLDEST = 15;
/** Debian's place for each version. */
const DEBIAN = '/usr/lib/postgresql';

/** Where PostgreSQL can be had, for tests that fail without it. */
export const HOW_TO = `No PostgreSQL ${OLDEST} or newer found: the tests that need it fail. Install it (Debian, Ubuntu: sudo apt-get install postgresql), or set POSTGRES_BIN to the folder of its programs (initdb, postgres), and run the same command again.`;

/** Returns the folder of PostgreSQL's programs, the newest of those that are there. */
export function postgresFolder(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const folders = versions
    .filter((version) => version >= OLDEST)
    .sort((a, b) => b - a)
    .map((version) => join(DEBIAN, String(version), 'bin'));
  const others = (process.env.PATH ?? '').split(':').filter((folder) => folder !== '');
  return [process.env.POSTGRES_BIN, ...folders, ...others].find(
    (folder) => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}
