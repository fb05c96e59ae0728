/** Notices of our own (docs/reference/setup-guides.md#troubleshooting-a, figure 25). */
export const NOTICES = {
  heading: 'Notices of Backup Bridge',
  about:
    'For portals that report neither a missing backup nor disk usage. Each is a warning that goes through the rules above; its ticket closes when it is over. Parked accounts, and values that the portal does not give, cause none. Looked at once an hour.',
  sent: 'The connected portal reports these itself, so Backup Bridge makes none.',
  noBackup: 'No backup',
  diskUsage: 'Total disk usage',
  off: 'off',
  on: (kinds: number) => (kinds === 1 ? 'on for 1 class' : `on for ${kinds} classes`),
  days: 'Days without a backup',
  over: 'More than',
  every: 'Again every',
  unit: 'days',
  wrong: (label: string, least: number, most: number) =>
    `${label}: enter a whole number from ${least} to ${most.toLocaleString()}.`,
  form: 'Notices',
} as const;
