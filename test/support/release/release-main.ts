import { join } from 'node:path';
import { release } from './release.ts';

/** npm run release -- X.Y.Z: one commit and one tag, as docs/release.md describes. */
const [version = '', ...others] = process.argv.slice(2);
if (version === '' || others.length > 0) {
  console.error('Name the version: npm run release -- 1.2.3');
  process.exit(1);
}
const released = release(join(import.meta.dirname, '..', '..', '..'), version, new Date().toISOString().slice(0, 10));
if ('refused' in released) {
  console.error(`Nothing was changed. ${released.refused}`);
  process.exit(1);
}
console.log(
  `Committed and tagged as ${released.tag}. Look at it (git show), then: git push origin HEAD ${released.tag}`,
);
