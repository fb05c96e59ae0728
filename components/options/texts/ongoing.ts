import { count, formatNumber } from '../../ui/format.ts';

/** Tickets for incidents that were there before. */
export const ONGOING = {
  heading: 'Incidents without a ticket',
  about:
    'What was reported before this browser was connected opens no ticket by itself. Here you may have tickets opened for what is still going on.',
  review:
    'Automatic sync is off for tickets: these are opened now; their notes and closing wait until you turn it on under Connections.',
  reading: 'Looking for incidents without a ticket…',
  none: 'Every ongoing incident has a ticket.',
  show: (n: number) => `Open tickets for ${count(n, 'ongoing incident')}…`,
  open: (n: number) => `Open ${count(n, 'ticket')} on this board`,
  opening: (done: number, all: number) => `${formatNumber(done)} of ${formatNumber(all)} done`,
  cancel: 'Cancel',
  finished: 'Close the list',
  table: 'Ongoing incidents without a ticket',
  all: 'All',
  choose: (what: string) => `Open a ticket for ${what}`,
  customer: 'Customer',
  account: 'Account',
  incident: 'Incident',
  since: 'Since',
  board: 'Board',
  result: 'Result',
  entire: 'entire customer',
  unnamed: (id: string) => `Customer ${id}`,
  noAccountName: (id: string) => `Account ${id}`,
  ticket: (id: number) => `Ticket #${id}`,
  waiting: 'waiting',
} as const;
