import { SEED } from '../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { EFS_TOKEN } from '../simulator/portal/seed.ts';
import { expect, test } from './support/fixture.ts';

/** What every test ends with, tried with keys that are planted where none may be. */
const KEY = SEED.privateKey;
const ENCODED = Buffer.from(`user+x:${KEY}`).toString('base64');

/** Code for a page of the extension, by the place that is to be named. */
const PLANTED: readonly (readonly [place: string, code: string])[] = [
  ['markup of', `document.body.title = 'Key ${KEY}.'`],
  ['field of', `document.body.append(Object.assign(document.createElement('textarea'), { value: '${KEY}' }))`],
  ['address of', `history.replaceState(null, '', '#${KEY}')`],
  ['sessionStorage of', `sessionStorage.setItem('draft', '${KEY}')`],
  ['storage.local', `chrome.storage.local.set({ kept: ['${ENCODED}'] })`],
  ['storage.session', `chrome.storage.session.set({ kept: '${KEY}' })`],
  [
    'database planted/rows',
    `new Promise((done, failed) => {
      const open = indexedDB.open('planted');
      open.onupgradeneeded = () => open.result.createObjectStore('rows', { autoIncrement: true }).add({ raw: new TextEncoder().encode('${KEY}') });
      open.onsuccess = () => { open.result.close(); done(); };
      open.onerror = failed;
    })`,
  ],
  ['console of a page', `console.log('Sent ${ENCODED}')`],
  ['SECRET IN MESSAGE to a page', `chrome.runtime.sendMessage({ to: 'pages', text: '${KEY}' }).catch(() => {})`],
  [
    'file export.txt',
    `Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['${KEY}'])), download: 'export.txt' }).click()`,
  ],
  [
    `header x-api-key of GET ${HOSTS.efsPortal}`,
    `fetch('https://${HOSTS.efsPortal}/', { headers: { 'x-api-key': '${KEY}' } }).catch(() => {})`,
  ],
  [`address of GET ${HOSTS.rest}`, `fetch('https://${HOSTS.rest}/?key=${KEY}').catch(() => {})`],
  [`body of POST ${HOSTS.rest}`, `fetch('https://${HOSTS.rest}/', { method: 'POST', body: '${KEY}' }).catch(() => {})`],
];

test('a key is found in each place, and named without itself', async ({ chromium, noSecretShown }) => {
  const page = await chromium.openOwn('options.html#about');
  await chromium.openOwn('popup.html');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await noSecretShown.end();
  expect([...noSecretShown.found]).toEqual([]);
  for (const [place, code] of PLANTED) {
    await page.evaluate(`(async () => { await (${code}); })()`);
    await expect
      .poll(async () => {
        await noSecretShown.end();
        return [...noSecretShown.found].some((found) => found.startsWith(place) && found.includes('private key'));
      }, place)
      .toBe(true);
    expect([...noSecretShown.found].join()).not.toContain(KEY);
    noSecretShown.found.clear();
  }
  const worker = chromium.context.serviceWorkers()[0];
  await worker?.evaluate(`console.error('${EFS_TOKEN}')`);
  await expect.poll(() => [...noSecretShown.found]).toContain('console of the worker: key of the EFS portal');

  await page.evaluate(`(async () => { await chrome.storage.local.clear(); await chrome.storage.session.clear(); })()`);
  await page.evaluate(`new Promise((done) => { indexedDB.deleteDatabase('planted').onsuccess = done; })`);
  await page.close();
  await noSecretShown.end();
  noSecretShown.found.clear();
});

test('what is typed into a password field, and a key on the way to its host, are where they may be', async ({
  options,
  noSecretShown,
}) => {
  await options.page.goto(`${options.page.url().split('#')[0]}#connections`);
  const field = options.connectWise.getByLabel('Private key', { exact: true });
  await field.fill(KEY);
  await noSecretShown.end();
  expect([...noSecretShown.found]).toEqual([]);
  expect(noSecretShown.texts).toBeGreaterThan(100);
});
