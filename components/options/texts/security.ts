/** What is secret, where it goes, and who may use the pages. */
export const SECURITY = {
  heading: 'Security',
  lead: 'Which keys this browser keeps, where they may be sent, and who may use the pages of Backup Bridge.',
  keys: {
    title: 'Keys',
    key: 'Key',
    state: 'State',
    sentTo: 'Sent to',
    privateKey: 'ConnectWise private key',
    clientId: 'ConnectWise client ID',
    portalKey: 'Portal key',
    stored: 'Stored encrypted',
    missing: 'Not stored',
    nowhere: '–',
    connectWise: (site: string) => `${site}, and the API host that it names`,
    hint: 'No page, log, journal, export or message ever holds a key again once it is stored. Another address needs the keys again.',
  },
  leaves: {
    title: 'What leaves this browser',
    nothing: 'Nothing: neither ConnectWise nor a portal is connected.',
    only: 'Requests to these only. There is no server of ours, no telemetry and no remote code.',
    file: 'an imported file, which is sent nowhere',
  },
} as const;
