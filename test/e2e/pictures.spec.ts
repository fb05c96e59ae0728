import { DEPTH } from '../support/depth.ts';
import { compareLooks, looksLike } from '../support/pictures/looks.ts';
import { DOCS, readPicture, STORES, storedNames } from '../support/pictures/stored.ts';
import { takeOne, takePictures } from '../support/pictures/take.ts';
import { takeStorePictures } from '../support/pictures/take-for-stores.ts';
import { expect, test } from './support/fixture.ts';

/**
 * The pictures in the documents and in the store listings against the pages as they are now. Pixels are not compared one by one: letters of another machine's
 * fonts move everything below them, so either every other machine fails or a changed page passes. Two things are compared that fonts
 * leave as they are: what can be read on the page, exactly (`words.ts`), and width, height and how much of the area has which color
 * (`looks.ts`). The day is fixed (`fixed-day.ts`), so ages, months and amounts are words like any other.
 */
test.skip(DEPTH !== 'all', 'at full depth: npm test -- --all');

const SETS = {
  'the documents': { folder: DOCS, take: takePictures, renew: 'npm run build && npm run pictures' },
  'the store listings': { folder: STORES, take: takeStorePictures, renew: 'npm run build && npm run pictures:stores' },
};

for (const [name, { folder, take, renew }] of Object.entries(SETS)) {
  test(`the pictures in ${name} show the pages as they are`, async ({ browserName: _ }, info) => {
    const stored = storedNames(folder);
    const taken: string[] = [];
    let [heights, colors] = [1, 0];
    await take(async (picture, page) => {
      const { name, words, png } = picture;
      taken.push(name);
      if (!stored.pictures.includes(name) || !stored.words.includes(name)) return;
      const before = readPicture(name, folder);
      const blank = await page.context().newPage();
      const difference = await compareLooks(blank, png, before.png);
      await blank.close();
      heights = Math.max(heights, difference.heights);
      colors = Math.max(colors, difference.colors);
      if (!looksLike(difference)) await info.attach(name, { body: png, contentType: 'image/png' });
      expect.soft(looksLike(difference), `${name} looks otherwise, ${JSON.stringify(difference)}: ${renew}`).toBe(true);
      expect.soft(words, `${name} has other words: ${renew}`).toBe(before.words);
      expect.soft(before.belongTogether, `${name}: the stored words are of another picture: ${renew}`).toBe(true);
    });
    console.log(`${taken.length} pictures; most heights × ${heights.toFixed(3)}, other colors ${colors.toFixed(3)}`);
    expect(stored, renew).toEqual({ pictures: taken.toSorted(), words: taken.toSorted() });
  });
}

test('one changed word, and other colors, are noticed', async ({ chromium }) => {
  const page = await chromium.openOwn('welcome.html');
  const blank = await chromium.context.newPage();
  const before = readPicture('welcome', DOCS);
  const look = async () => {
    const { words, png } = await takeOne(page, 'welcome');
    return { sameWords: words === before.words, looksAlike: looksLike(await compareLooks(blank, png, before.png)) };
  };
  expect(await look()).toEqual({ sameWords: true, looksAlike: true });
  await page.locator('h1').evaluate((heading) => heading.replaceChildren('Set-up'));
  expect(await look()).toEqual({ sameWords: false, looksAlike: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await look()).toEqual({ sameWords: false, looksAlike: false });
});
