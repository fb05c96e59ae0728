import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readAudit } from './audit-answer.ts';

/**
 * npm run audit: known vulnerabilities of the locked packages. Ends with 0 where there are none, with 1 where there are some, and with
 * 2 where the registry answers no audits: then nothing was checked.
 */
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  cwd: join(import.meta.dirname, '..', '..', '..'),
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  shell: process.platform === 'win32',
});
const result = readAudit(stdout ?? '');
if (result.kind === 'clean') console.log(`No known vulnerability in ${result.packages} packages.`);
if (result.kind === 'vulnerable') {
  console.error(
    `Known vulnerabilities: ${result.names.join(', ')}. npm audit shows them; docs/dependencies.md says what to do.`,
  );
  process.exitCode = 1;
}
if (result.kind === 'not-checked') {
  console.error(
    `NOT CHECKED: this npm registry answers no audits (${result.reason}). Run npm run audit against one that does.`,
  );
  process.exitCode = 2;
}
