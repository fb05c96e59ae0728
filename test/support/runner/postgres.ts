import { execFile, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openPostgres } from '../../../lib/runner/store/open-postgres.ts';
import { HOW_TO, postgresFolder } from '../run/postgres-folder.ts';

const run = promisify(execFile);

/** A PostgreSQL server of a test's own. */
export interface TestPostgres {
  /** A local socket: nothing listens on the network. */
  url: string;
  stop(): Promise<void>;
}

/** As often it is asked whether it answers. */
const TRIES = 600;

/**
 * Starts a PostgreSQL with data of its own, which are gone when it is stopped.
 * @throws where none is installed, with what to do
 */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = postgresFolder();
  if (!programs) throw new Error(HOW_TO);
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const user = ownUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  );
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    // Of a crash of the machine nothing has to survive.
    fsync: 'off',
    full_page_writes: 'off',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...words], { ...options, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  const url = `postgres:///postgres?host=${encodeURIComponent(folder)}&user=postgres`;
  await untilItAnswers(url);
  return {
    url,
    async stop() {
      // Without waiting for those who are connected.
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: there, as the user that its package makes. */
function ownUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (which: string) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function untilItAnswers(url: string): Promise<void> {
  const { database } = openPostgres({ url, connections: 1 });
  for (let left = TRIES; ; left -= 1) {
    try {
      await database.query('SELECT 1');
      return await database.close();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
