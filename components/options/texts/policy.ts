import type { Policy } from '../../../lib/domain/policy.ts';

const ROLES: Record<NonNullable<Policy['role']>, string> = {
  syncer: 'Syncs to ConnectWise',
  viewer: 'Only reads (viewer)',
};

export const POLICY_TEXTS = {
  fixed: 'Fixed by policy',
  role: (role: NonNullable<Policy['role']>) => `Role: ${ROLES[role]}`,
  byAdministrator: 'Your administrator has decided this for all browsers.',
  limit: (most: number) =>
    `At most ${new Intl.NumberFormat().format(most)}, by your administrator’s policy; a higher number counts as that.`,
  tenants: (tenants: readonly string[]) =>
    tenants.length === 0
      ? 'Your administrator’s policy allows no ConnectWise to be connected.'
      : `Your administrator’s policy allows these only: ${tenants.join(', ')}.`,
};
