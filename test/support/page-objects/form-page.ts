import type { FrameLocator, Locator, Page } from 'playwright-core';

/** A form of ConnectWise with our marks beside its fields. */
export class FormPage {
  readonly page: Page;
  readonly #screen: Page | FrameLocator;

  /** `screen`: where the form itself is, when it is not the page's own document. */
  constructor(page: Page, screen: Page | FrameLocator = page) {
    this.page = page;
    this.#screen = screen;
  }

  /** The input beside a visible label. */
  field(label: string): Locator {
    return this.#screen
      .locator('tr.pod-element-row:visible', { has: this.page.locator(`[title="${label}"]`) })
      .locator('input, textarea');
  }

  /** Types as a user does: over the present value, key by key. */
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

  /** The same, opened where it is a badge because a narrow window has no room for it beside the field. */
  async openMark(label: string): Promise<Locator> {
    const mark = this.mark(label);
    await mark.waitFor();
    for (const badge of await mark.locator('.mark-badge[aria-expanded="false"]').all()) await badge.click();
    return mark;
  }

  /** ConnectWise's own Save. */
  async save(): Promise<void> {
    await this.#screen.locator('.cw_ToolbarButton_Save:visible .mm_button').first().click();
  }
}
