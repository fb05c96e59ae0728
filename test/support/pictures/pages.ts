/** The sections of the options page: name of the picture, place in the address, heading. */
export const PAGES: readonly { name: string; place: string; until: RegExp }[] = [
  { name: 'options-set-up', place: 'setup', until: /Set-up/ },
  { name: 'options-connections', place: 'connections', until: /Connections/ },
  { name: 'options-services', place: 'services', until: /Services/ },
  { name: 'options-companies', place: 'companies', until: /Companies/ },
  { name: 'options-approvals', place: 'approvals', until: /Approvals/ },
  { name: 'options-rules', place: 'rules', until: /Notification rules/ },
  { name: 'options-tickets', place: 'tickets', until: /Tickets/ },
  { name: 'options-event-log', place: 'event-log', until: /Event log/ },
  { name: 'options-journal', place: 'journal', until: /Journal/ },
  { name: 'options-reports', place: 'reports', until: /Reports/ },
  { name: 'options-in-page', place: 'in-page', until: /In ConnectWise/ },
  { name: 'options-security', place: 'security', until: /Security/ },
  { name: 'options-diagnostics', place: 'diagnostics', until: /Diagnostics/ },
  { name: 'options-about', place: 'about', until: /About/ },
];
