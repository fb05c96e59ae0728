import type { Locator, Page } from '@playwright/test';
import { CHECKS } from '../../../../lib/setup/checks.ts';
import { expect } from '../fixture.ts';
import type { SetupScenario } from './scenario.ts';

const TITLES = new Map(CHECKS.map(({ id, title }) => [id, title]));

/** Options › Set-up, as a user uses it. */
export class SetupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What the page shows of a check that is not OK. */
  row(id: string): Locator {
    return this.page.locator(`li[data-check="${id}"]`);
  }

  /** Runs the checks and waits for their report. */
  async check(): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Check now' });
    // While checks run, the page says so in place of the time.
    const checked = this.page.locator('p[role=status] time');
    const before = await checked.getAttribute('datetime');
    await button.click();
    await expect(checked).not.toHaveAttribute('datetime', before ?? '');
  }

  async expectOk(id: string): Promise<void> {
    await expect(this.row(id)).toHaveCount(0);
    const title = this.page.getByText(TITLES.get(id) ?? '', { exact: true });
    await expect(this.page.locator('.bb-check-ok li strong').and(title)).toHaveCount(1);
  }

  async expectFailing({ id, state, evidence, remedy }: SetupScenario): Promise<void> {
    const row = this.row(id);
    await expect(row.locator('.bb-pill').first()).toHaveText(state);
    for (const part of evidence) await expect(row).toContainText(part);
    if (remedy.by === 'place') await expect(row.locator('.bb-check-fix a')).toHaveAttribute('href', `#${remedy.place}`);
    if (remedy.by !== 'hand' && remedy.by !== 'eye') return;
    if (remedy.path) await expect(row.locator('.bb-check-path')).toContainText(remedy.path);
    for (const [label, value] of remedy.values ?? []) {
      const shown = row.locator('.bb-check-values > div').filter({ has: this.page.getByText(label, { exact: true }) });
      await expect(shown.locator('code')).toHaveText(value);
      await expect(shown.getByRole('button', { name: new RegExp(`^Copy.*${label}`) })).toBeVisible();
    }
  }

  /** Fixes a check through its preview; the result stays open, with its undo. */
  async fix(id: string): Promise<void> {
    const row = this.row(id);
    await row.locator('.bb-check-fix').getByRole('button').click();
    await row.getByRole('button', { name: /^Apply \d+ changes?$/ }).click();
    await expect(row.getByText(/^\d+ changes? written\.$/)).toBeVisible();
    await expect(row.getByRole('button', { name: 'Undo this…' })).toBeVisible();
    await expect(row.locator('.bb-pill').first()).toHaveText('OK');
  }

  /** Takes the fix back that is still open. */
  async undo(id: string): Promise<void> {
    const row = this.row(id);
    await row.getByRole('button', { name: 'Undo this…' }).click();
    await row.getByRole('button', { name: /^Undo \d/ }).click();
    await row.getByRole('button', { name: 'Close', exact: true }).click();
  }
}
