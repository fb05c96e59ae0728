import { afterEach, expect, it, vi } from 'vitest';
import { FEATURES } from '../../../lib/domain/feature-catalog.ts';
import { createFeatures } from '../../../lib/features/index.ts';
import { companyPage, createTab } from '../../support/builders/page-facts.ts';
import { additionForm } from '../host/page.ts';

const tab = createTab();
let page: ReturnType<typeof tab.open>;
const open: typeof tab.open = (...parts) => {
  page = tab.open(...parts);
  return page;
};
afterEach(tab.close);

it('features and catalogue name each other', () => {
  open('');
  expect(
    createFeatures()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(FEATURES.map(({ id }) => id).sort());
});

it('all features end without a trace', async () => {
  const html = companyPage() + additionForm({ SerialNumber: 'efs 342' });
  open(html);
  const before = document.body.innerHTML;
  await vi.waitFor(() => expect(page.root()?.querySelector('.panel')).toBeTruthy());
  expect(document.body.innerHTML).toBe(before);
  page.stop();
  expect(document.documentElement.children).toHaveLength(2);
  expect(document.body.innerHTML).toBe(before);
});
