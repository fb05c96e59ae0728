import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite } from '../../../lib/runner/store/open-pglite.ts';
import type { SqlDatabase } from '../../../lib/runner/store/sql.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import { EFS_TOKEN } from '../../simulator/portal/seed.ts';
import { startProxy } from '../../simulator/proxy.ts';
import type { Simulator } from '../../simulator/server.ts';

/** What a runner's process left. */
export interface Ended {
  code: number | null;
  output: string;
}

/** Keys of the simulator, as a runner's environment has them. */
export const SIMULATOR_KEYS = {
  BACKUP_BRIDGE_PRIVATE_KEY: SEED.privateKey,
  BACKUP_BRIDGE_CLIENT_ID: SEED.clientId,
  BACKUP_BRIDGE_PORTAL_KEY: EFS_TOKEN,
} as const;

/** A folder with a configuration for a simulator. */
export interface RunnerFolder {
  path: string;
  config: string;
  /** Of a runner's process: the keys, and the way to the simulator as Node itself reads it. */
  environment: Record<string, string>;
  remove(): Promise<void>;
}

/** Writes a configuration for a simulator, and opens the way to it; tickets go to a board of its. */
export async function runnerFolder(
  { port, certificate }: Pick<Simulator, 'port' | 'certificate'>,
  members: Record<string, unknown> = {},
): Promise<RunnerFolder> {
  const path = mkdtempSync(join(tmpdir(), 'runner-'));
  const config = join(path, 'runner.json');
  const board = { id: SEED.boards.professionalServices, name: 'Professional Services' };
  const file = {
    name: 'test',
    connectWise: { siteUrl: `https://${HOSTS.web}`, companyId: SEED.companyId, publicKey: SEED.publicKey },
    portal: { kind: 'efs-portal', baseUrl: `https://${HOSTS.efsPortal}` },
    listen: null,
    policy: {
      automatic: { statistics: true, quantities: true, tickets: true },
      managementSolution: 'eFolder',
      tickets: { board },
    },
    ...members,
  };
  writeFileSync(config, JSON.stringify(file));
  const pem = join(path, 'simulator.pem');
  writeFileSync(pem, certificate);
  const proxy = await startProxy(port);
  return {
    path,
    config,
    environment: {
      ...SIMULATOR_KEYS,
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: proxy.url,
      NODE_EXTRA_CA_CERTS: pem,
    },
    async remove() {
      await proxy.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Runs the runner's command line to its end, with the Node of the tests. */
export function runRunner(words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ['lib/runner/main.ts', ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => {
    output += part;
  });
  child.stderr.on('data', (part: Buffer) => {
    output += part;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Asks the simulated ConnectWise over REST, as any other client would. */
export async function readRest<T>(simulator: Simulator, path: string): Promise<T> {
  const { companyId, publicKey, privateKey, clientId } = SEED;
  const { connectWise } = simulator;
  const answer = await simulatorFetch(simulator)(`https://${HOSTS.rest}/${connectWise.codebase}apis/3.0${path}`, {
    headers: { authorization: `Basic ${btoa(`${companyId}+${publicKey}:${privateKey}`)}`, clientId },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** Everything in the runner's own database, every schema and table of it, as text. */
export async function databaseText({ path }: RunnerFolder): Promise<string> {
  const { database } = await openPglite(join(path, 'runner-data'));
  try {
    return await textOfDatabase(database);
  } finally {
    await database.close();
  }
}

/** Every table of every schema that is not PostgreSQL's own, as text. */
export async function textOfDatabase({ query }: Pick<SqlDatabase, 'query'>): Promise<string> {
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const parts: string[] = [];
  for (const { name } of tables) {
    const [row] = await query<{ text: string | null }>(`SELECT string_agg(t::text, chr(10)) AS text FROM ${name} t`);
    parts.push(`${name}\n${row?.text ?? ''}`);
  }
  return parts.join('\n');
}
