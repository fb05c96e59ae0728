/** The public names that the simulator answers for. Browsers reach it by host mapping (see `hostResolverRules`). */
export const HOSTS = {
  /** ConnectWise cloud, web client and discovery. */
  web: 'na.myconnectwise.net',
  /** ConnectWise cloud, REST. */
  rest: 'api-na.myconnectwise.net',
  /** A sandbox: web client and REST on one host (docs/reference/connectwise-rest.md#hosts). */
  sandbox: 'sandbox-na.myconnectwise.net',
  /** A partner's own name for the cloud's web client; only `SiteUrl` tells where its REST is. */
  brand: 'acme.myconnectwise.net',
  /** ConnectWise's staging site: web client and REST on one host. */
  staging: 'staging.connectwisedev.com',
  /** An on-premise ConnectWise: web client and REST on one host, codebase `v4_6_release/`. */
  onPremise: 'cw.msp.example',
  /** Axcient's public gateway: x360Recover and billing. */
  axcient: 'axapi.axcient.com',
  /** A portal that serves the EFS portal API. */
  efsPortal: 'portal.backup.example',
} as const;

/**
 * What answers for a host. `sandbox`: web client and REST of a cloud on one host. `start-page`: the simulator's own address,
 * for a user who opens it. `no-such-host`: a name that does not resolve.
 */
export type Site =
  | 'web'
  | 'rest'
  | 'sandbox'
  | 'on-premise'
  | 'axcient'
  | 'efs-portal'
  | 'start-page'
  | 'no-such-host'
  | 'unknown';

/** Sites that belong together: everything of ConnectWise, both portals. */
export type SiteGroup = 'connectwise' | 'portals';

/** Regions of the cloud; `aus` is an older name of `au` (docs/reference/connectwise-rest.md#hosts). */
const REGIONS = ['na', 'eu', 'au', 'aus', 'za'];
/** Sandboxes serve REST without the prefix; there is no `api-sandbox-*` (docs/reference/connectwise-rest.md#hosts). */
const SANDBOXES = ['sandbox-na', 'sandbox-eu'];

/** `hostname` without port. Any region of the cloud answers like `na` (docs/reference/connectwise-rest.md#hosts). */
export function siteOf(hostname: string): Site {
  const name = hostname.toLowerCase();
  if (name === HOSTS.onPremise) return 'on-premise';
  if (name === HOSTS.axcient) return 'axcient';
  if (name === HOSTS.efsPortal) return 'efs-portal';
  if (name === 'localhost' || name === '127.0.0.1') return 'start-page';
  const [, label = '', domain = ''] = /^([a-z0-9-]+)\.(myconnectwise\.net|connectwisedev\.com)$/.exec(name) ?? [];
  if (domain === 'myconnectwise.net') return cloudSite(label);
  // Both names of staging serve REST: docs/reference/connectwise-rest.md#hosts has sources for the one with prefix and
  // the one without.
  if (domain === 'connectwisedev.com') {
    if (label === 'staging') return 'sandbox';
    return label === 'api-staging' ? 'rest' : 'no-such-host';
  }
  return 'unknown';
}

function cloudSite(label: string): Site {
  if (label.startsWith('sandbox-')) return SANDBOXES.includes(label) ? 'sandbox' : 'no-such-host';
  if (label === 'api') return 'rest';
  if (label.startsWith('api-')) return REGIONS.includes(label.slice('api-'.length)) ? 'rest' : 'no-such-host';
  return 'web';
}

/** Whether a cloud's web client answers there under its region's name, `na.` and the like, and not under a brand's. */
export function isRegionHost(hostname: string): boolean {
  return REGIONS.some((region) => hostname.toLowerCase() === `${region}.myconnectwise.net`);
}

/** Where REST answers for a ConnectWise that is reached at this host: what `SiteUrl` says. Undefined: no host of ours. */
export function restHostOf(hostname: string): string | undefined {
  const name = hostname.toLowerCase();
  const site = siteOf(name);
  if (site === 'rest' || site === 'sandbox' || site === 'on-premise') return name;
  if (site !== 'web') return undefined;
  return isRegionHost(name) ? `api-${name}` : HOSTS.rest;
}

/** Whether a site is the one of that name, or in the group of that name. */
export function isAt(site: Site, where: Site | SiteGroup): boolean {
  if (where === 'connectwise') return isConnectWise(site);
  if (where === 'portals') return site === 'axcient' || site === 'efs-portal';
  return site === where;
}

/** Whether ConnectWise answers there, in whatever form. */
export function isConnectWise(site: Site): boolean {
  return site === 'web' || site === 'rest' || site === 'sandbox' || site === 'on-premise';
}

/** Names on the certificate. */
export const CERTIFICATE_NAMES: readonly string[] = [
  ...Object.values(HOSTS),
  '*.myconnectwise.net',
  '*.connectwisedev.com',
  'localhost',
];

/**
 * Chromium's `--host-resolver-rules` value: every name above goes to the simulator, names that do not exist are not found,
 * and nothing else leaves the machine (docs/reference/browsers.md#starting-chromium). The first rule that matches
 * counts.
 */
export function hostResolverRules(port: number): string {
  const { staging, onPremise, axcient, efsPortal } = HOSTS;
  const names = ['*.myconnectwise.net', staging, `api-${staging}`, onPremise, axcient, efsPortal];
  return [
    'MAP api-sandbox-*.myconnectwise.net ~NOTFOUND',
    `MAP api-${HOSTS.brand} ~NOTFOUND`,
    ...names.map((name) => `MAP ${name} 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(', ');
}
