import { expect, test } from '@playwright/test';
import { builtFolder, readManifest, type Target } from '../support/built-extension.ts';
import { lineOf, lintExtension, sortMessages } from '../support/release/lint-extension.ts';
import { justified } from '../support/release/store-texts.ts';

/** What the stores check before they take a package; no browser needed. */
test('Mozilla’s linter finds no error in the built extension, and no warning that is not explained', async () => {
  const { errors, unexplained, explained, unused } = sortMessages(await lintExtension(builtFolder('firefox-mv3')));
  expect([...errors, ...unexplained].map(lineOf)).toEqual([]);
  expect(unused).toEqual([]);
  expect(explained.length).toBeGreaterThan(0);
});

for (const target of ['chrome-mv3', 'firefox-mv3'] satisfies Target[]) {
  test(`${target}: every permission has a justification for the stores, and none is left over`, () => {
    const { permissions = [], host_permissions = [], optional_host_permissions = [], ...others } = readManifest(target);
    const { optional_permissions: optional = [], content_scripts: scripts = [] } = others;
    const asked = [permissions, optional, host_permissions, optional_host_permissions].flat();
    expect(asked.length).toBeGreaterThan(3);
    expect(justified().toSorted()).toEqual([...asked, ...(scripts.length > 0 ? ['content script'] : [])].toSorted());
  });
}
