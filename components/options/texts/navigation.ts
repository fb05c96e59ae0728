/** The sections and the frame around them. */
export const NAVIGATION = {
  label: 'Options',
  brand: 'Backup Bridge',
  /** Of the browser's tab. */
  title: (section: string) => `${section} · Backup Bridge`,
  sections: {
    setup: 'Set-up',
    connections: 'Connections',
    services: 'Services & products',
    companies: 'Companies',
    approvals: 'Approvals',
    rules: 'Notification rules',
    tickets: 'Tickets',
    'event-log': 'Event log',
    journal: 'Journal & undo',
    reports: 'Reports',
    'in-page': 'In ConnectWise',
    security: 'Security',
    diagnostics: 'Diagnostics',
    about: 'About',
  },
} as const;
