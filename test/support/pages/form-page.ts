import type { Locator, Page } from 'playwright-core';

/** A form of ConnectWise with our marks beside its fields. */
export class FormPage {
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

  /** Types as a person does: over what stands there, key by key. */
  async type(label: string, text: string): Promise<void> {
    await this.field(label).click();
    await this.field(label).press('Control+a');
    await this.field(label).press('Delete');
    await this.field(label).pressSequentially(text);
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
