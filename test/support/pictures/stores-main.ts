import { STORES, storePicture } from './stored.ts';
import { takeStorePictures } from './take-for-stores.ts';

/** npm run pictures:stores: the pictures of the store listings, of the last build, with the words on them, beside the simulator. */
await takeStorePictures((picture) => {
  storePicture(picture, STORES);
  console.log(`· ${picture.name}`);
});
process.exit(0);
