/** Settings that few providers change. */
export const ADVANCED = {
  heading: 'Advanced',
  prefix: {
    label: 'Prefix of EFS ids',
    hint: 'The text before the dash, EFS in the guides. Every managed ID and serial number in ConnectWise needs it.',
    error: (typed: string) => `“${typed}” is no prefix. Enter 1 to 20 letters, such as EFS.`,
  },
  trial: 'Count trial accounts',
  expired: 'Count expired accounts',
} as const;

/** Who works with this browser. */
export const USER_NAME = {
  heading: 'User of this browser',
  label: 'Name in the journal',
  hint: 'Such as your own name. Shown in the journal beside the API member and the browser, and sent nowhere.',
  save: 'Save name',
} as const;
