import type { Locator, Page } from 'playwright-core';
import { recent } from '../../../components/panel/texts/run.ts';

/** Longer than what the panel asks for (components/panel/clearly-visible.ts). */
const LOOK_MS = 900;
/** How often a user presses again whom the panel asks to. */
const TRIES = 4;

/** The panel, as a user uses it: docked in a ConnectWise page, or in a window of its own. */
export class Panel {
  /** What the panel page shows. */
  readonly root: Locator;
  /** Its place at the edge of ConnectWise's page: a tab, or the frame. */
  readonly dock: Locator;
  /** Result of the run that ended last. */
  readonly lastRun: Locator;

  constructor(page: Page, where: 'docked' | 'window' = 'docked') {
    this.dock = page.getByRole('complementary', { name: 'Backup Bridge' });
    this.root = (where === 'docked' ? page.frameLocator('iframe.panel-page') : page).locator('.panel-content');
    this.lastRun = this.root.getByRole('region', { name: 'Result of the last run' });
  }

  /** Opens it when it is collapsed at the edge, and waits until it has content. */
  async open(): Promise<void> {
    await this.dock.waitFor();
    const opener = this.dock.getByRole('button', { name: /^Open Backup Bridge/ });
    // On a company's screen it opens by itself, perhaps in this very moment.
    if (await opener.isVisible()) await opener.click({ timeout: 10_000 }).catch(() => {});
    await this.root.locator('.panel-scroll[aria-busy="false"]').waitFor();
  }

  /** A user looks before they click: what has only just appeared is not acted on. */
  async look(): Promise<void> {
    await this.root.page().waitForTimeout(LOOK_MS);
  }

  /**
   * Presses what plans or writes, until it is shown that it was. In Firefox the panel is looked at only while the pointer is in it,
   * so the pointer comes first; and where the browser is busy, the panel asks for a second press.
   */
  async press(control: Locator, shown: Locator): Promise<void> {
    const refused = this.root.getByText(recent.message);
    await control.hover();
    await this.look();
    await control.click();
    for (let tries = 1; tries < TRIES; tries += 1) {
      await shown.or(refused).first().waitFor({ timeout: 150_000 });
      if (await shown.first().isVisible()) return;
      // Where the press before this one is acted on by now, the control may be gone.
      await control.hover({ timeout: 5_000 }).catch(() => {});
      await this.look();
      await control.click({ timeout: 5_000 }).catch(() => {});
    }
    await shown.first().waitFor({ timeout: 150_000 });
  }

  /** Opens it, and keeps it open on every screen. */
  async pin(): Promise<void> {
    await this.open();
    await this.root.getByRole('button', { name: 'Keep open on every screen' }).click();
  }

  /** Health as it is read: one line per account. */
  async health(): Promise<string[]> {
    return lines(this.root.locator('.accounts > li'));
  }

  /** Findings as they are read, each ending in its code. */
  async findings(): Promise<{ code: string; text: string }[]> {
    // Many are folded by kind, and what is folded has no text to read.
    for (const fold of await this.root.locator('details.line-group:has(.findings):not([open]) > summary').all())
      await fold.click();
    const rows = await this.root.locator('.findings > li').all();
    return Promise.all(
      rows.map(async (row) => {
        const text = oneLine(await row.innerText());
        return { code: /\b(?:MID|ADD)-[A-Z-]+/.exec(text)?.[0] ?? '', text };
      }),
    );
  }

  async hasFinding(code: string): Promise<boolean> {
    return (await this.findings()).some((finding) => finding.code === code);
  }

  /** Opens the preview of a finding's fix. */
  async previewFix(code: string): Promise<void> {
    const finding = this.root.locator('.findings > li', { hasText: code }).first();
    await this.press(finding.getByRole('button', { name: /^Fix/ }), this.root.locator('.preview'));
  }

  /** Opens the preview of what Sync now would write; without consent Sync now itself is the way there. */
  async previewSync(): Promise<void> {
    const button = this.root.getByRole('button', { name: /^(Preview|Sync now)…$/ });
    await this.press(button, this.root.locator('.preview'));
  }

  /** The previewed changes as they are read: record, fields old → new. */
  async planned(): Promise<string[]> {
    const folded = this.root.locator('.preview details.plan-group');
    // What is folded is not rendered, and has no text to read.
    const setOpen = (open: boolean) =>
      folded.evaluateAll((groups, on) => {
        for (const group of groups) (group as HTMLDetailsElement).open = on;
      }, open);
    await setOpen(true);
    const planned = await lines(this.root.locator('.changes > li'));
    await setOpen(false);
    return planned;
  }

  /** Opens where each previewed quantity comes from, and leaves it open; answers what is read there. */
  async origins(): Promise<string[]> {
    for (const group of await this.root.locator('.preview details.plan-group:not([open]) > summary').all())
      await group.click();
    for (const origin of await this.root.locator('.preview details.bb-origin > summary').all()) await origin.click();
    return lines(this.root.locator('.preview details.bb-origin'));
  }

  async apply(): Promise<string> {
    await this.press(this.root.getByRole('button', { name: /^Apply/ }), this.lastRun);
    return this.result();
  }

  async syncNow(): Promise<string> {
    // The result of the run before stays until the new one begins: put it away, so that it is not read for the new one.
    if (await this.lastRun.isVisible()) await this.lastRun.getByRole('button', { name: 'Close' }).click();
    await this.press(this.root.getByRole('button', { name: 'Sync now' }), this.lastRun);
    return this.result();
  }

  /** Waits for the end of the run that is under way and gives what the panel says of it. */
  async result(): Promise<string> {
    await this.lastRun.waitFor({ timeout: 150_000 });
    return oneLine(await this.lastRun.innerText());
  }

  /** Waits until no finding has this code any more. */
  async untilGone(code: string): Promise<void> {
    await this.root.locator('.panel-scroll[aria-busy="false"]').waitFor({ timeout: 100_000 });
    await this.root
      .locator('.findings > li', { hasText: code })
      .first()
      .waitFor({ state: 'detached', timeout: 100_000 });
  }
}

async function lines(items: Locator): Promise<string[]> {
  return (await items.allInnerTexts()).map(oneLine);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
