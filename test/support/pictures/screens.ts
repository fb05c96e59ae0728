import type { Page } from 'playwright-core';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import {
  additionUrl,
  addressOf,
  agreementUrl,
  boardStatusUrl,
  companyUrl,
  integrationUrl,
  solutionUrl,
  ticketUrl,
} from '../../simulator/pages/address.ts';
import type { Simulator } from '../../simulator/server.ts';
import { FormPage } from '../page-objects/form-page.ts';
import { Panel } from '../page-objects/panel.ts';
import { ticketOf } from './world.ts';

/** A screen of ConnectWise with what the extension shows on it. */
interface Screen {
  name: string;
  path(simulator: Simulator): string;
  /** Of the picture, in CSS pixels: no more than has something on it. */
  height: number;
  /** Brings about what the picture is to show, and waits for it. */
  show(page: Page): Promise<void>;
}

const { eddiesTvRepair, northside } = SEED.companies;
const AGREEMENT = SEED.agreements.eddiesTvRepair;

const mark = (page: Page, name: RegExp) => page.getByRole('region', { name });
const form = (page: Page) => new FormPage(page);

/** The mark of a row, opened as a user opens it; the list of what is found there has this text. */
async function openRowMark(page: Page, text: RegExp): Promise<void> {
  const badge = page.getByRole('button', { name: text }).first();
  await badge.waitFor();
  await badge.click();
}

/** One picture each, once `world.ts` has made the mistakes that they show. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'cw-managed-id-entry',
    height: 700,
    path: () => addressOf(entry(1)),
    async show(page) {
      await filled(page, 'Managed ID');
      await form(page).type('Managed ID', 'efs 342');
      await (await form(page).openMark('Managed ID')).getByRole('button', { name: 'Use EFS-342' }).waitFor();
    },
  },
  {
    name: 'cw-choose-customer',
    height: 700,
    path: () => addressOf(entry(1)),
    async show(page) {
      await filled(page, 'Managed ID');
      await form(page).type('Managed ID', 'EFS-999');
      await (await form(page).openMark('Managed ID')).getByRole('button', { name: 'Choose customer…' }).click();
      const search = page.getByLabel('Customer name or id');
      await search.pressSequentially('repair');
      await page.getByText('Joe TV Repair').first().waitFor();
    },
  },
  {
    name: 'cw-additions',
    height: 900,
    path: () => agreementUrl(AGREEMENT, 'additions', { companyId: eddiesTvRepair }),
    show: (page) => openRowMark(page, /EFS-999|efs 342/),
  },
  {
    name: 'cw-addition',
    height: 900,
    path: ({ connectWise }) =>
      additionUrl(AGREEMENT, connectWise.tables.additions.where('agreementId', AGREEMENT)[1]?.id ?? 0),
    async show(page) {
      await filled(page, 'SerialNumber');
      await form(page).type('Less Included', '1000');
      await form(page).type('SerialNumber', 'efs 342');
      await (await form(page).openMark('SerialNumber')).getByRole('button', { name: 'Use EFS-342' }).waitFor();
    },
  },
  {
    name: 'cw-fix-preview',
    height: 900,
    path: () => companyUrl(eddiesTvRepair),
    async show(page) {
      const panel = new Panel(page);
      await panel.open();
      await panel.previewFix('MID-ORDER');
    },
  },
  {
    name: 'cw-not-linked',
    height: 700,
    path: () => companyUrl(northside),
    async show(page) {
      const panel = new Panel(page);
      await panel.open();
      await panel.root.getByText('Not linked yet').waitFor();
    },
  },
  {
    name: 'cw-ticket',
    height: 900,
    path: (simulator) => ticketUrl(ticketOf(simulator)),
    async show(page) {
      const panel = new Panel(page);
      await panel.open();
      await panel.root.getByText('TIX-BOARD').waitFor();
    },
  },
  {
    name: 'cw-integration',
    height: 900,
    path: () => integrationUrl({ record: SEED.managedDevicesIntegration }),
    async show(page) {
      await filled(page, 'Solution');
      await mark(page, /on Match on Serial Number/).waitFor();
      await openRowMark(page, /select/);
    },
  },
  {
    name: 'cw-management-solution',
    height: 700,
    path: () => solutionUrl(SEED.managementSolution),
    async show(page) {
      await filled(page, 'Custom Solution Name');
      await mark(page, /on Custom Solution Name/).waitFor();
    },
  },
  {
    name: 'cw-board-status',
    height: 700,
    path: () => boardStatusUrl(SEED.boards.professionalServices, SEED.statuses.new),
    async show(page) {
      await filled(page, 'Status Description');
      await mark(page, /on Closed Status/).waitFor();
    },
  },
];

function entry(id: number) {
  const tab = 'management';
  return { screen: 'company', company: eddiesTvRepair, tab, companyTab: tab, entry: id } as const;
}

async function filled(page: Page, label: string): Promise<void> {
  const field = form(page).field(label);
  await field.waitFor();
  for (let round = 0; (await field.inputValue()).trim() === ''; round++) {
    if (round === 200) throw new Error(`${label} stays blank.`);
    await page.waitForTimeout(50);
  }
}
