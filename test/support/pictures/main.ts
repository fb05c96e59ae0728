import { parseArgs } from 'node:util';
import { DOCS, storePicture } from './stored.ts';
import { takePictures, WINDOW } from './take.ts';

/**
 * npm run pictures: every page and screen of the last build as a picture, beside the simulator. `--scheme dark`, `--width 400` and
 * `--out FOLDER` are for who looks at them; without, the pictures in the documents are made again, with the words on them,
 * against which `test/e2e/pictures.spec.ts` compares.
 */
const { values } = parseArgs({
  options: { out: { type: 'string' }, scheme: { type: 'string' }, width: { type: 'string' } },
});

await takePictures(
  (picture) => {
    storePicture(picture, values.out ?? DOCS);
    console.log(`· ${picture.name}`);
  },
  { scheme: values.scheme === 'dark' ? 'dark' : 'light', width: Number(values.width ?? WINDOW.width) },
);
process.exit(0);
