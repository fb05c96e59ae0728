/** What a ticket is about. */

export const label = 'What this ticket is about';
export const noEvents = 'No event of this incident was seen in this browser: whether it continues is not known here.';
/** Before the age of the last event. */
export const lastEventBefore = 'Last event, ';
export const company = (customer: string, company: string) => `${customer}, company ${company}`;
export const fromMail =
  'This ticket came from the mail connector, not from Backup Bridge; it is about the same account.';
export const health = 'Backup now';
export const allAccounts = 'All accounts';
/** Beside the name of the customer. */
export const allAccountsDetail = 'all accounts';
