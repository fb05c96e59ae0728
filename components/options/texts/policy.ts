import { PORTAL_FORM } from './connections.ts';

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
  portals: (portals: readonly string[]) =>
    portals.length === 0
      ? 'Your administrator’s policy allows no backup portal to be connected.'
      : `Your administrator’s policy allows these backup portals only: ${portals.map(portalName).join(', ')}.`,
};

const PORTAL_KINDS = new Map([
  ['x360recover', PORTAL_FORM.kind.x360recover],
  ['efs-portal', PORTAL_FORM.kind['efs-portal']],
  ['file', PORTAL_FORM.kind.file],
]);

/** A kind as the form calls it, or the host as it is. */
function portalName(portal: string): string {
  return PORTAL_KINDS.get(portal) ?? portal;
}
