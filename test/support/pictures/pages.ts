import type { Page } from 'playwright-core';

interface OptionsSection {
  /** Of the picture. */
  name: string;
  /** In the address. */
  place: string;
  /** Its heading. */
  until: RegExp;
  /** What a user does there before there is something to see. */
  before?: (page: Page) => Promise<void>;
}

/** Presses a button that is away, or pressed, while its work goes on. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.click();
  await page.waitForFunction(
    (label) => [...document.querySelectorAll('button')].some((one) => one.textContent === label && !one.disabled),
    name,
  );
}

/** The sections of the options page. */
export const PAGES: readonly OptionsSection[] = [
  { name: 'options-set-up', place: 'setup', until: /Set-up/, before: (page) => press(page, 'Check now') },
  { name: 'options-connections', place: 'connections', until: /Connections/ },
  { name: 'options-services', place: 'services', until: /Services/ },
  {
    name: 'options-companies',
    place: 'companies',
    until: /Companies/,
    async before(page) {
      await page.getByRole('button', { name: 'Compare now' }).click();
      await page
        .getByRole('row', { name: /Joe TV Repair.*[$]/ })
        .first()
        .waitFor();
    },
  },
  { name: 'options-approvals', place: 'approvals', until: /Approvals/ },
  { name: 'options-rules', place: 'rules', until: /Notification rules/ },
  { name: 'options-tickets', place: 'tickets', until: /Tickets/ },
  { name: 'options-event-log', place: 'event-log', until: /Event log/ },
  { name: 'options-journal', place: 'journal', until: /Journal/ },
  {
    name: 'options-reports',
    place: 'reports',
    until: /Reports/,
    async before(page) {
      await page.getByRole('checkbox', { name: "Eddie's TV Repair" }).check();
      await page.getByRole('button', { name: 'Show report' }).click();
      await page.getByRole('heading', { name: 'Backup report for Eddie' }).waitFor();
    },
  },
  { name: 'options-in-page', place: 'in-page', until: /In ConnectWise/ },
  { name: 'options-security', place: 'security', until: /Security/ },
  { name: 'options-diagnostics', place: 'diagnostics', until: /Diagnostics/ },
  { name: 'options-about', place: 'about', until: /About/ },
];
