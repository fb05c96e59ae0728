import type { Locator, Page } from 'playwright-core';

/** The agreement addition form of ConnectWise with our marks beside its fields. */
export class AdditionPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The input that stands beside a visible label. */
  field(label: string): Locator {
    return this.page
      .locator('tr.pod-element-row:visible', { has: this.page.locator(`[title="${label}"]`) })
      .locator('input, textarea');
  }

  /** Our mark beside a field. */
  mark(label: string): Locator {
    return this.page.getByRole('region', { name: `Backup Bridge on ${label}` });
  }

  /** ConnectWise's own Save. */
  async save(): Promise<void> {
    await this.page.locator('.cw_ToolbarButton_Save:visible .mm_button').first().click();
  }
}
