/** The card for pointing at a field. */
export const TEACH = {
  label: 'Backup Bridge: point at a field',
  point: (field: string) => `Click on the field ${field}.`,
  escape: 'Esc cancels.',
  keyboard: 'By keyboard: Tab to the field, then Enter. Your click changes nothing in ConnectWise.',
  /** What it would be found by, e.g. `the label “Geräte-ID”`. */
  foundBy: (by: string) => `Found by ${by}.`,
  mayUse: 'Exactly one such field is here. Use it?',
  known: (field: string) => `${field} is known now.`,
  whereKnown: 'You find it in the options under Diagnostics.',
  use: 'Use it',
  saving: 'Saving …',
  again: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
} as const;
