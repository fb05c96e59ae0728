import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeRight, restoreRight } from '../../simulator/connectwise/rights.ts';
import { SEED } from '../../simulator/connectwise/seed.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import {
  databaseText,
  type RunnerFolder,
  readRest,
  runnerFolder,
  runRunner,
  SIMULATOR_KEYS,
} from '../../support/runner/try-runner.ts';

let simulator: Simulator;
let folder: RunnerFolder;

beforeAll(async () => {
  simulator = await startSimulator();
  folder = await runnerFolder(simulator, { firstSync: true });
});
afterAll(async () => {
  await folder.remove();
  await simulator.stop();
});

/** Everything that any of them wrote. */
let written = '';
const run = async (...words: string[]) => {
  const ended = await runRunner(['--config', folder.config, ...words], folder.environment);
  written += ended.output;
  return ended;
};

interface Entry {
  deviceIdentifier: string;
  level: string;
  successfulBackupJobs?: number;
}
const entries = () =>
  readRest<Entry[]>(simulator, `/company/companies/${SEED.companies.eddiesTvRepair}/managementSummaryReports`);

describe('npm run runner', () => {
  it('--check says that everything is right', async () => {
    const { code, output } = await run('--check');
    expect(output).toContain('Everything is right.');
    expect(code).toBe(0);
  });

  it('--once syncs all customers after the first contact, and writes a ticket for what fails afterwards', async () => {
    // Also on the first of a month, when nothing has run by itself yet.
    simulator.backups.runBackup(359, { result: 'ok' });
    const before = await entries();
    const first = await run('--once');
    expect(first.code).toBe(0);
    expect(first.output).toMatch(/"customersSynced":[1-9]/);
    const after = await entries();
    expect(after).not.toEqual(before);
    expect(after.some(({ successfulBackupJobs }) => (successfulBackupJobs ?? 0) > 0)).toBe(true);
    simulator.backups.runBackup(356, { result: 'failed' });
    expect((await run('--once')).code).toBe(0);
    const tickets = await readRest<{ externalXRef: string }[]>(simulator, '/service/tickets');
    expect(tickets.map(({ externalXRef }) => externalXRef)).toEqual(['EFS-342:356:backup-failed']);
    const entriesThen = await entries();
    // Again, and nothing is written twice.
    const again = await run('--once');
    expect(again).toMatchObject({ code: 0, output: expect.stringContaining('"worked":0,"customersSynced":0') });
    expect(await readRest(simulator, '/service/tickets')).toHaveLength(1);
    expect(await entries()).toEqual(entriesThen);
  });

  it('exports settings and the journal, and imports settings', async () => {
    const settings = join(folder.path, 'settings.json');
    const journal = join(folder.path, 'journal.jsonl');
    expect((await run('export', settings)).code).toBe(0);
    const file = JSON.parse(readFileSync(settings, 'utf8')) as { settings: { tickets: object } };
    expect(file.settings).not.toHaveProperty('automatic');
    file.settings.tickets = { ...file.settings.tickets, summaryPrefix: 'Runner: ' };
    writeFileSync(settings, JSON.stringify(file));
    expect((await run('import', settings)).output).toContain('tickets.summaryPrefix: imported');
    expect((await run('journal', journal)).output).toMatch(/^\d+ changes written/);
    expect(readFileSync(journal, 'utf8').trim().split('\n').length).toBeGreaterThan(5);
  });

  it('leaves no secret in its database, its output or its files', async () => {
    const journal = readFileSync(join(folder.path, 'journal.jsonl'), 'utf8');
    const dump = await databaseText(folder);
    expect(dump).toContain('EFS-342');
    // What was imported is what is stored.
    expect(dump).toContain('Runner: ');
    for (const secret of [...Object.values(SIMULATOR_KEYS), btoa(Object.values(SIMULATOR_KEYS).join(':'))])
      for (const [where, text] of Object.entries({ written, journal, dump }))
        expect(text.includes(secret), `${where} holds a secret`).toBe(false);
  });

  it('--check names each missing right, and each key that is wrong', async () => {
    const right = { function: 'Agreements', action: 'edit' } as const;
    removeRight(simulator.connectWise, right);
    const withoutRight = await run('--check');
    restoreRight(simulator.connectWise, right);
    expect(withoutRight.code).toBe(1);
    expect(withoutRight.output).toMatch(/^connectWise \(right\): .*Agreements/m);
    const { code, output } = await runRunner(['--config', folder.config, '--check'], {
      ...folder.environment,
      BACKUP_BRIDGE_PRIVATE_KEY: 'another-private-key',
      BACKUP_BRIDGE_PORTAL_KEY: 'another-portal-key',
    });
    expect(code).toBe(1);
    expect(output).toMatch(/^connectWise/m);
    expect(output).toMatch(/^portal/m);
    expect(output).not.toContain('another-private-key');
  });

  it('names what is wrong with its command line', async () => {
    expect((await runRunner([])).output).toContain('--config FILE');
    expect((await run('explode', 'x')).output).toContain('There is no explode.');
    expect((await run('import')).output).toContain('Name the file');
  });
});
