import { parseArgs } from 'node:util';
import { readSite } from '../connectwise/site.ts';
import { storeOver } from '../db/sync-store.ts';
import { tenantOf } from '../domain/connection-pair.ts';
import type { Fetch } from '../shared/http.ts';
import { nameOf } from '../shared/log.ts';
import { createRedactor } from '../shared/redact.ts';
import { check } from './check.ts';
import { type Fault, type RunnerConfig, readConfig } from './config/read-config.ts';
import { itemStore } from './item-store.ts';
import { writeJournal } from './journal-file.ts';
import { runOnce } from './once.ts';
import { openDatabase } from './open-database.ts';
import { openRunner } from './open-runner.ts';
import { startRunner } from './run.ts';
import { createRunnerLog } from './runner-log.ts';
import { exportSettings, importSettings } from './settings-files.ts';
import { openSqlObjects } from './store/sql-objects.ts';
import { createWork } from './work.ts';

const USAGE = `Usage: npm run runner -- --config FILE [what]
  (nothing)        works until it is stopped
  --check          tries configuration, database, rights and connections, and ends
  --once           polls once, works off what is due, and ends
  import FILE      imports settings that the extension exported
  export FILE      exports the settings in force
  journal FILE     writes the journal, one change a line as JSON
  --help
See docs/operations.md.`;

const OLDEST_NODE = [22, 12] as const;

process.exitCode = await main(process.argv.slice(2));

/** Does what the command line says. Answers the exit code. */
async function main(words: string[]): Promise<number> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    return complain(
      `The runner needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}. Install Node 24.`,
    );
  const read = readWords(words);
  if (typeof read === 'string') return complain(`${read}\n\n${USAGE}`);
  if (read.help) return say(USAGE);
  const found = readConfig(read.config, process.env);
  if ('faults' in found) return complain(faultLines(found.faults));
  const { config } = found;
  const redactor = createRedactor(config.secrets);
  try {
    return await perform(config, read);
  } catch (error) {
    return complain(redactor.message(error instanceof Error ? error.message : nameOf(error)));
  }
}

interface Words {
  help: boolean;
  config: string;
  check: boolean;
  once: boolean;
  command: string | undefined;
  file: string;
}

/** Answers one sentence where they cannot be understood. */
function readWords(words: string[]): Words | string {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        check: { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const { config, help, check, once } = values;
    const [command, file = ''] = positionals;
    if (!help && config === undefined) return 'Name the configuration with --config FILE.';
    if (command !== undefined && !['import', 'export', 'journal'].includes(command)) return `There is no ${command}.`;
    if (command !== undefined && file === '') return `Name the file: ${command} FILE.`;
    return { help, config: config ?? '', check, once, command, file };
  } catch (error) {
    return error instanceof Error ? error.message : 'The command line cannot be read.';
  }
}

async function perform(config: RunnerConfig, { check: isCheck, once, command, file }: Words): Promise<number> {
  const fetch: Fetch = (url, init) => globalThis.fetch(url, init);
  const clock = () => Date.now();
  if (isCheck) {
    const { passed, faults } = await check({ config, fetch, clock });
    for (const line of passed) say(line);
    return faults.length > 0 ? complain(faultLines(faults)) : say('Everything is right.');
  }
  const log = createRunnerLog({
    level: config.logLevel,
    name: config.name,
    secrets: config.secrets,
    write: (line) => process.stdout.write(line),
  });
  const database = await openDatabase(config, (error) =>
    log.warn('runner/database', 'A connection broke.', { error: nameOf(error) }),
  );
  const deps = { config, database, log, fetch, clock };
  try {
    if (command !== undefined) return await withFile(command, file, deps);
    return once ? await pollOnce(deps) : await workUntilStopped(deps);
  } finally {
    await database.sql.close();
  }
}

type Deps = Parameters<typeof startRunner>[0];

async function workUntilStopped(deps: Deps): Promise<number> {
  const started = await startRunner(deps);
  if (!started.ok) return complain(`${started.failure.message} ${started.failure.nextStep}`);
  const { promise: asked, resolve: stop } = Promise.withResolvers<'stop'>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop('stop'));
  const why = await Promise.race([asked, started.value.ended]);
  if (why !== 'stop') deps.log.error('runner', 'Others took this runner for dead: it ends, to be started again.');
  await started.value.stop();
  return why === 'stop' ? 0 : 1;
}

async function pollOnce(deps: Deps): Promise<number> {
  const opened = await openRunner(deps);
  if (!opened.ok) return complain(`${opened.failure.message} ${opened.failure.nextStep}`);
  const { presence } = opened.value;
  const beating = setInterval(() => void presence.beat().catch(() => undefined), 3_000);
  try {
    const work = createWork({
      runner: opened.value,
      clock: deps.clock,
      log: deps.log,
      firstSync: deps.config.firstSync,
    });
    await presence.endDead();
    await runOnce(work, deps.config.workers, deps.log);
  } finally {
    clearInterval(beating);
    await presence.leave();
  }
  return 0;
}

async function withFile(command: string, file: string, { config, database, clock }: Deps): Promise<number> {
  const { sql } = database;
  const objects = await openSqlObjects(sql, config.databaseSchema);
  if (command === 'journal') return say(`${await writeJournal(file, storeOver(objects))} changes written to ${file}.`);
  const site = readSite(config.connectWise.siteUrl);
  if (!site.ok) return complain(site.failure.message);
  const tenant = tenantOf(site.value.site, config.connectWise.companyId);
  const deps = { config, items: itemStore(sql, config.databaseSchema), clock, tenant };
  if (command === 'import') return say((await importSettings(file, deps)).join('\n') || 'Nothing changed.');
  await exportSettings(file, deps);
  return say(`Settings written to ${file}.`);
}

function faultLines(faults: readonly Fault[]): string {
  return faults.map(({ name, message }) => `${name}: ${message}`).join('\n');
}

function say(text: string): 0 {
  console.log(text);
  return 0;
}

function complain(text: string): 1 {
  console.error(text);
  return 1;
}
