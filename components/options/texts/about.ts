export const ABOUT = {
  heading: 'About',
  /** Around a link. */
  leadBefore: (version: string) => `Backup Bridge for ConnectWise ${version}. Free software under the MIT licence; `,
  leadLink: 'licences of the packages inside',
  leadAfter: '.',
  data: {
    heading: 'Where your data goes',
    text: 'Nothing leaves this browser except calls to your ConnectWise and to your backup portal. There is no server of ours, no telemetry and no remote code.',
  },
  keys: {
    heading: 'Your keys',
    text: 'Keys are stored encrypted in this browser profile and are used by the background worker only. No page, log, journal or export can read them back; to change a key, type a new one.',
  },
  neverWritten: {
    heading: 'What is never written',
    text: 'A sync writes quantities, invoice descriptions and backup statistics. Price, cost, product, Less Included, dates and the bill flag stay as people set them.',
  },
  runs: {
    heading: 'When it runs',
    text: 'While this browser is open, the portal is asked every 30 seconds. After sleep or a closed browser it catches up, oldest first. The same customer is synced automatically at most every 12 hours; “Sync now” works at any time.',
  },
} as const;
