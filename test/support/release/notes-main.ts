import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf } from './notes.ts';

/** npm run release:notes -- vX.Y.Z: checks that tag, package and changelog agree, and prints the changelog's part. */
const read = (name: string) => readFileSync(join(import.meta.dirname, '..', '..', '..', name), 'utf8');
const lock = JSON.parse(read('package-lock.json'));
const notes = notesOf(process.argv[2] ?? '', {
  versions: {
    'package.json': JSON.parse(read('package.json')).version,
    'package-lock.json': lock.packages[''].version,
  },
  changelog: read('CHANGELOG.md'),
});
if ('fault' in notes) {
  console.error(notes.fault);
  process.exit(1);
}
console.log(notes.text);
