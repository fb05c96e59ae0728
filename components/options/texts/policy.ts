export const POLICY_TEXTS = {
  /** At every control that a policy fixes. */
  locked: 'Set by your administrator',
  leftOut: 'Policy: parts that are not valid',
  leftOutAbout: 'These parts of your administrator’s policy are left out; the rest is in force.',
  limit: (most: number) =>
    `At most ${new Intl.NumberFormat().format(most)}, by your administrator’s policy; a higher number counts as that.`,
  tenants: (tenants: readonly string[]) =>
    tenants.length === 0
      ? 'Your administrator’s policy allows no ConnectWise to be connected.'
      : `Your administrator’s policy allows these only: ${tenants.join(', ')}.`,
};
