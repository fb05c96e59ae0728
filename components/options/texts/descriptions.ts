/** The template of the invoice descriptions. */
export const DESCRIPTIONS = {
  heading: 'Invoice descriptions',
  template: 'Template',
  accounts: 'Listed accounts',
  accountsUnit: 'at most, then “and n more”',
  example: 'Example',
} as const;

/** The line of the example. */
export const EXAMPLE = {
  server: 'Server',
  desktop: (n: number) => `Desktop-${n}`,
  plan: 'ShadowProtect BDR',
  addition: 'ShadowProtect BDR off-site storage',
} as const;
