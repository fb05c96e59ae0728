import type { Handlers } from '../../messages/router.ts';
import type { Background } from '../background.ts';
import { billingHandlers } from './billing.ts';
import { boardHandlers } from './boards.ts';
import { bulkSyncHandlers } from './bulk-sync.ts';
import { companyHandlers } from './company.ts';
import { connectionHandlers } from './connection.ts';
import { connectWiseConnectionHandlers } from './connectwise-connection.ts';
import { consentHandlers } from './consent.ts';
import { fileImportHandlers } from './file-import.ts';
import { fleetHandlers } from './fleet.ts';
import { inPageConfigHandlers } from './in-page-config.ts';
import { journalHandlers } from './journal.ts';
import { linkHandlers } from './links.ts';
import { lockHandlers } from './lock.ts';
import { pageHandlers } from './page.ts';
import { panelHandlers } from './panel.ts';
import { planAndRunHandlers } from './plan-and-run.ts';
import { portalConnectionHandlers } from './portal-connection.ts';
import { reportHandlers } from './reports.ts';
import { ruleHandlers } from './rules.ts';
import { servicesHandlers } from './services.ts';
import { settingsHandlers } from './settings.ts';
import { settingsFileHandlers } from './settings-file.ts';
import { setupHandlers } from './setup.ts';
import { statusHandlers } from './status.ts';
import { storageHandlers } from './storage.ts';
import { tabHandlers } from './tab.ts';
import { ticketHandlers } from './tickets.ts';

/** Every message and who answers it; a message without a handler does not compile. */
export function createHandlers(background: Background): Handlers {
  return {
    ...companyHandlers(background),
    ...planAndRunHandlers(background),
    ...connectionHandlers(background),
    ...connectWiseConnectionHandlers(background),
    ...portalConnectionHandlers(background),
    ...fileImportHandlers(background),
    ...settingsHandlers(background),
    ...settingsFileHandlers(background),
    ...servicesHandlers(background),
    ...statusHandlers(background),
    ...storageHandlers(),
    ...journalHandlers(background),
    ...boardHandlers(background),
    ...ruleHandlers(background),
    ...ticketHandlers(background),
    ...consentHandlers(background),
    ...bulkSyncHandlers(background),
    ...fleetHandlers(background),
    ...linkHandlers(background),
    ...lockHandlers(background),
    ...billingHandlers(background),
    ...reportHandlers(background),
    ...setupHandlers(background),
    ...tabHandlers(background),
    ...pageHandlers(background),
    ...panelHandlers(background),
    ...inPageConfigHandlers(background),
  };
}
