export const TICKETS = {
  heading: 'Tickets',
  /** Around a link. */
  leadBefore: 'One ticket per incident: opened when a ',
  leadLink: 'notification rule',
  leadAfter: ' requires it, noted at most once a day while the incident continues, closed when it is resolved.',
  off: 'Tickets are off: no service board is chosen.',
  offNext: 'Choose one below to have tickets opened.',
  text: 'Text and e-mail',
  prefix: {
    label: 'Ticket subject prefix',
    hint: 'Added before the summary of new tickets, at most 40 characters. Empty: none.',
  },
  email: {
    label: 'E-mail the customer’s contact',
    hint: 'Off: ConnectWise sends no mail about our tickets and notes.',
  },
  closedByUser: 'Closed by a user while the incident continues',
  afterwards: {
    label: 'Then',
    reopen: 'Re-open the ticket',
    leave: 'Leave it closed',
    leaveHint: 'The ticket stays closed until the incident is resolved and occurs again.',
  },
  hours: {
    label: 'After how many hours',
    hint: 'Wait this long before reopening, in case the repair takes effect only later. 0: at once.',
    error: (most: number) => `A number of hours from 0 to ${most}.`,
  },
} as const;

/** The board of the tickets, and its statuses. */
export const BOARD = {
  heading: 'Service board',
  label: 'Board of new tickets',
  none: 'No board: tickets are off',
  hint: 'Give backup tickets a board, or statuses, of their own if you can: it keeps them apart from your customers’ requests.',
  unnamed: (id: number) => `Board ${id}`,
  newStatus: 'Status of new tickets',
  closedStatus: 'Status of closed tickets',
  closedStatusHint: 'A ticket that was moved gets the status of this name on its board, or that board’s own.',
  ofBoard: 'As the board has it',
  ofBoardNamed: (status: string) => `As the board has it (${status})`,
  gone: (name: string) => `${name} (not there any more)`,
  noEscalation: (board: string, status: string) =>
    `“${board}” has no status whose escalation is Not Responded, so new tickets get “${status}”. Choose another one above if that is not what you mean.`,
  noOpenStatus: (board: string) =>
    `“${board}” has no open status, so no ticket can be opened there. Add one in System › Setup Tables › Service Board › Statuses.`,
  noClosedStatus: (board: string) =>
    `“${board}” has no closed status, so a recovered ticket cannot be closed. Mark one as Closed in System › Setup Tables › Service Board › Statuses.`,
} as const;

/** How the summary of a new ticket will read. */
export const SUMMARY = {
  heading: 'A summary would read',
  length: (used: number, most: number) => `${used} of ${most} characters`,
  lengthCut: (used: number, most: number) => `${used} of ${most} characters; the rest is in the ticket’s text`,
  /** The event of the guides' event log (docs/reference/setup-guides.md#figure-22). */
  exampleEvent: 'Remote Backup no online backup notification for account [benroethlisberger / 15212001]',
} as const;

/** What the guides warn of (docs/reference/setup-guides.md#troubleshooting-a), and how it is here. */
export const ADVICE = {
  label: 'What may be done with these tickets',
  moved: 'Moved, merged and child tickets',
  movedText:
    'Other integrations lose a ticket that is moved to another board or made a child of another one, and open it a second time. Backup Bridge finds its tickets by their External XRef, so you may:',
  allowed: [
    'move a ticket to another board: it is closed with that board’s status;',
    'make it a child ticket: it is noted and closed like any other;',
    'merge it into another one: the notes go there, and closing it is left to its owner.',
  ],
  reference: 'Leave the External XRef of a ticket as it is: without it, the next event opens a new ticket.',
  two: 'Two tickets for the same incident?',
  twoText:
    'Then the portal also sends mail to an address from which ConnectWise makes tickets. In the portal, have notifications sent to an address that is not your service board’s, and turn off “Enable External Ticketing Alerts” in My Account › Notifications.',
} as const;
