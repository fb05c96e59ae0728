import { BILLING } from './billing.ts';
import { BOARDS } from './boards.ts';
import { BULK_SYNC } from './bulk-sync.ts';
import { COMPANY } from './company.ts';
import { CONNECTION } from './connection.ts';
import { CONNECTWISE_CONNECTION } from './connectwise-connection.ts';
import { CONSENT } from './consent.ts';
import { FILE_IMPORT } from './file-import.ts';
import { FLEET } from './fleet.ts';
import { IN_PAGE_CONFIG } from './in-page-config.ts';
import { JOURNAL } from './journal.ts';
import { LINKS } from './links.ts';
import { LOCK } from './lock.ts';
import { PAGE } from './page.ts';
import { PANEL } from './panel.ts';
import { PLAN_AND_RUN } from './plan-and-run.ts';
import { PORTAL_CONNECTION } from './portal-connection.ts';
import { REPORTS } from './reports.ts';
import { RULES } from './rules.ts';
import { SERVICES_AND_PRODUCTS } from './services.ts';
import { SETTINGS } from './settings.ts';
import { SETTINGS_FILE } from './settings-file.ts';
import { SETUP } from './setup.ts';
import { STATUS } from './status.ts';
import { STORAGE } from './storage.ts';
import { TAB } from './tab.ts';
import { TICKETS } from './tickets.ts';

/**
 * Every message to the worker, declared once: sender, input, answer. Nothing here can carry a secret towards a page: keys travel only
 * in `connection.*.save|test`, only from our own pages, and only inwards.
 */
export const MESSAGES = {
  ...PAGE,
  ...PANEL,
  ...IN_PAGE_CONFIG,
  ...COMPANY,
  ...PLAN_AND_RUN,
  ...SETUP,
  ...CONNECTION,
  ...CONNECTWISE_CONNECTION,
  ...PORTAL_CONNECTION,
  ...FILE_IMPORT,
  ...SETTINGS,
  ...SETTINGS_FILE,
  ...SERVICES_AND_PRODUCTS,
  ...STATUS,
  ...STORAGE,
  ...JOURNAL,
  ...BOARDS,
  ...RULES,
  ...TICKETS,
  ...CONSENT,
  ...BULK_SYNC,
  ...FLEET,
  ...LINKS,
  ...FLEET,
  ...LOCK,
  ...BILLING,
  ...REPORTS,
  ...TAB,
};
