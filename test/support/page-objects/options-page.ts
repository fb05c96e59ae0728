import type { Locator, Page } from 'playwright-core';
import { clickUntil } from './click-until.ts';

/** What a user types into the options page. */
export interface ConnectWiseKeys {
  siteUrl: string;
  companyId: string;
  publicKey: string;
  privateKey: string;
  clientId: string;
}

export interface PortalKeys {
  kind: 'Axcient x360Recover' | 'EFS portal (or a bridge in front of one)';
  address: string;
  key: string;
}

/** Compares all companies for the first time, on the page that shows them, and waits until that has ended, however long ago. */
export async function compareCompanies(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare now' }).click();
  await page.getByText(/^Compared .*(now|ago)/).waitFor({ timeout: 300_000 });
}

type Section =
  | 'Connections'
  | 'Services & products'
  | 'Notification rules'
  | 'Tickets'
  | 'Companies'
  | 'Approvals'
  | 'Event log'
  | 'Journal & undo'
  | 'Security'
  | 'About';

/** The options page, as a user uses it. */
export class OptionsPage {
  readonly page: Page;
  readonly connectWise: Locator;
  readonly portal: Locator;

  constructor(page: Page) {
    this.page = page;
    this.connectWise = page.getByRole('form', { name: 'ConnectWise' });
    this.portal = page.getByRole('form', { name: 'Backup portal' });
  }

  async show(section: Section): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: section }).click();
    await this.page.getByRole('heading', { level: 1, name: section }).waitFor();
  }

  async typeConnectWise(keys: Partial<ConnectWiseKeys>): Promise<void> {
    const labels = {
      siteUrl: 'Site',
      companyId: 'Company ID',
      publicKey: 'Public key',
      privateKey: 'Private key',
      clientId: 'Client ID',
    } as const;
    for (const [name, label] of Object.entries(labels)) {
      const value = keys[name as keyof ConnectWiseKeys];
      if (value !== undefined) await this.connectWise.getByLabel(label, { exact: true }).fill(value);
    }
  }

  async typePortal({ kind, address, key }: PortalKeys): Promise<void> {
    await this.portal.getByLabel('Portal', { exact: true }).selectOption({ label: kind });
    await this.portal.getByLabel('Address').fill(address);
    await this.portal.getByLabel(/API key|Access token/).fill(key);
  }

  /** Clicks and gives what the form then says. */
  async click(form: Locator, button: 'Test connection' | 'Save'): Promise<string> {
    const answer = form.locator('.bb-answer .bb-notice').first();
    await clickUntil(form.getByRole('button', { name: button }), form.locator('[aria-busy=true]').or(answer).first());
    await answer.waitFor({ timeout: 150_000 });
    return (await form.locator('.bb-answer').innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Management solution and switches, then saves. */
  async chooseServices({ managementSolution, on = [] }: { managementSolution: string; on?: string[] }): Promise<void> {
    await this.show('Services & products');
    const solution = this.page.getByRole('combobox', { name: 'Management solution' });
    await solution.waitFor();
    await solution.selectOption({ label: managementSolution });
    for (const name of on) await this.page.getByRole('switch', { name, exact: true }).check();
    await this.page.getByRole('button', { name: 'Save changes' }).click();
    await this.page.getByText('Saved.', { exact: true }).waitFor();
  }

  /** Adds a service that bills a measure, with its product, and closes its form; not saved yet. */
  async addService(measure: string, product: string): Promise<void> {
    const card = this.page.getByRole('group', { name: 'More services', exact: true });
    await card.getByLabel('Add a service that bills').selectOption({ label: measure });
    const service = card.locator('.bb-own-services').last();
    await service.getByRole('button', { name: 'Choose product' }).click();
    await service.getByRole('searchbox').fill(product);
    await service.getByRole('button', { name: product }).click();
    await service.getByRole('button', { name: 'Done' }).click();
  }

  /** Starts to turn automatic sync on, and waits until it is known what the first sync would write. */
  async previewFirstSync(): Promise<Locator> {
    await this.show('Connections');
    await this.page.getByRole('button', { name: 'Turn on automatic sync…' }).click();
    const form = this.page.getByRole('form', { name: 'Turn on automatic sync' });
    await form.waitFor({ timeout: 150_000 });
    await form.getByRole('progressbar').waitFor({ state: 'detached', timeout: 150_000 });
    return form;
  }

  /** Gives consent to these parts, or to all, having seen the preview. */
  async turnOnAutomatic({ parts, syncNow }: { parts?: RegExp; syncNow: boolean }): Promise<void> {
    const form = await this.previewFirstSync();
    const boxes = form.getByRole('group').getByRole('checkbox', { disabled: false, ...(parts && { name: parts }) });
    for (const box of await boxes.all()) await box.check();
    await form.getByRole('checkbox', { name: /^Sync all customers now/ }).setChecked(syncNow);
    await form.getByRole('button', { name: 'Turn on' }).click();
    await this.page
      .getByRole('region', { name: 'Automatic sync' })
      .getByText(/^Saved\./)
      .waitFor();
  }

  /** Turns tickets on by choosing their board. */
  async chooseBoard(name: string): Promise<void> {
    await this.show('Tickets');
    const form = this.page.getByRole('form', { name: 'Tickets' });
    await form.getByLabel('Board of new tickets').selectOption({ label: name });
    await form.getByRole('button', { name: 'Save changes' }).click();
    await form.getByText('Saved.', { exact: true }).waitFor();
  }
}
