import type { AccountKind } from '../../../lib/domain/portal-facts.ts';
import type { TicketSeverity } from '../../../lib/domain/ticket-choices.ts';

/** Priority and type of new tickets. */
export const CHOICES = {
  heading: 'Priority and type',
  about:
    'What a new ticket gets, by its severity and by what is protected. They are written once, when the ticket is opened: afterwards they are its users’.',
  none: 'ConnectWise’s default',
  priority: 'Priority',
  type: 'Type',
  subType: 'Subtype',
  /** Of a severity's fields, folded. */
  severities: { error: 'Errors', warning: 'Warnings' } satisfies Record<TicketSeverity, string>,
  chosen: (rows: number) => (rows === 0 ? 'ConnectWise’s defaults' : `${rows} of ${Object.keys(KINDS).length} set`),
} as const;

export const KINDS: Record<AccountKind, string> = {
  server: 'Servers',
  desktop: 'Workstations',
  appliance: 'Appliances',
  mailboxes: 'Mailbox services (Microsoft 365)',
  unknown: 'Anything else',
};
