import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lineOf, lintExtension, sortMessages } from './lint-extension.ts';

/**
 * npm run lint:stores: what addons.mozilla.org would say of the last build. Ends with an error where it would refuse it, or warn of
 * something that docs/release.md does not explain.
 */
const FOLDER = join(import.meta.dirname, '..', '..', '..', '.output', 'firefox-mv3');
if (!existsSync(join(FOLDER, 'manifest.json'))) {
  console.error('The extension is not built. Run npm run build first.');
  process.exit(1);
}
const { errors, unexplained, explained, unused } = sortMessages(await lintExtension(FOLDER));
for (const message of [...errors, ...unexplained]) console.error(lineOf(message));
for (const message of explained) console.log(`explained in docs/release.md: ${lineOf(message)}`);
for (const { code, message } of unused) console.error(`no longer needed in explained-warnings.ts: ${code} ${message}`);
console.log(
  `${errors.length} errors, ${unexplained.length} warnings without explanation, ${explained.length} explained.`,
);
process.exitCode = errors.length + unexplained.length + unused.length > 0 ? 1 : 0;
