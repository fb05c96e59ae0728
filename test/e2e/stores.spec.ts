import { expect, test } from '@playwright/test';
import { builtFolder } from '../support/built-extension.ts';
import { lineOf, lintExtension, sortMessages } from '../support/release/lint-extension.ts';

/** What the stores check before they take a package; no browser needed. */
test('Mozilla’s linter finds no error in the built extension, and no warning that is not explained', async () => {
  const { errors, unexplained, explained, unused } = sortMessages(await lintExtension(builtFolder('firefox-mv3')));
  expect([...errors, ...unexplained].map(lineOf)).toEqual([]);
  expect(unused).toEqual([]);
  expect(explained.length).toBeGreaterThan(0);
});
