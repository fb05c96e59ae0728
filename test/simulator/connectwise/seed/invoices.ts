import { DAY } from '../../../../lib/shared/time.ts';
import { addInvoice } from '../billing.ts';
import type { ConnectWiseState } from '../state.ts';
import { dayInSite } from '../system-info.ts';
import { SEED, SEED_CUSTOMERS } from './ids.ts';

const EMAIL_FILTERING = 12;
/** Of Eddie's mailboxes, of which the portal's usage demands 14. */
const MAILBOXES_INVOICED = 12;

/**
 * The invoices of the month before `now` (milliseconds), made on its last day, for the agreements of the guides' customers: what
 * their additions have, but for one line on which fewer mailboxes were invoiced than were used, whatever the variant.
 */
export function seedInvoices(state: ConnectWiseState, now: number): void {
  // The month by the site's clocks, as that of a run for today.
  const firstOfMonth = Date.parse(`${dayInSite(now).slice(0, 7)}-01T00:00:00Z`);
  const date = new Date(firstOfMonth - DAY).toISOString().slice(0, 10);
  for (const { agreementId } of SEED_CUSTOMERS) {
    const agreement = state.tables.agreements.get(agreementId);
    const isEddie = agreementId === SEED.agreements.eddiesTvRepair;
    const quantities: Record<number, number> = isEddie ? { [EMAIL_FILTERING]: MAILBOXES_INVOICED } : {};
    if (agreement) addInvoice(state, agreement, date, { quantities, at: `${date}T23:00:00Z` });
  }
}
