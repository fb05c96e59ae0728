export const IN_PAGE = {
  heading: 'In ConnectWise',
  /** Around a link. */
  leadBefore:
    'What appears in ConnectWise’s own pages. A switch takes effect at once, in open tabs as soon as you go back to them. Where a screen is not recognised for sure, nothing appears: see ',
  leadLink: 'Diagnostics',
  leadAfter: '.',
  features: 'Features',
  off: 'Off by policy',
  /** @param help what the feature does, in sentences */
  offHint: (help: string) => `${help} Your administrator has switched this off for all browsers.`,
} as const;
