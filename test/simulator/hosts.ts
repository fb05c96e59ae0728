/** The public names that the simulator answers for. Browsers reach it by host mapping (see `hostResolverRules`). */
export const HOSTS = {
  /** ConnectWise cloud, web client and discovery. */
  web: 'na.myconnectwise.net',
  /** ConnectWise cloud, REST. */
  rest: 'api-na.myconnectwise.net',
  /** An on-premise ConnectWise: web client and REST on one host, codebase `v4_6_release/`. */
  onPremise: 'cw.msp.example',
  /** Axcient's public gateway: x360Recover and billing. */
  axcient: 'axapi.axcient.com',
  /** A portal that serves the EFS portal API. */
  efsPortal: 'portal.backup.example',
} as const;

/** What answers for a host. `start-page` is the simulator's own address, for a person who opens it. */
export type Site = 'web' | 'rest' | 'on-premise' | 'axcient' | 'efs-portal' | 'start-page' | 'unknown';

/** `hostname` without port. Any region of the cloud answers like `na` (cw-api §1). */
export function siteOf(hostname: string): Site {
  const name = hostname.toLowerCase();
  if (name === HOSTS.onPremise) return 'on-premise';
  if (name === HOSTS.axcient) return 'axcient';
  if (name === HOSTS.efsPortal) return 'efs-portal';
  if (name.endsWith('.myconnectwise.net')) return name.startsWith('api-') ? 'rest' : 'web';
  if (name === 'localhost' || name === '127.0.0.1') return 'start-page';
  return 'unknown';
}

/** Names on the certificate. */
export const CERTIFICATE_NAMES: readonly string[] = [...Object.values(HOSTS), '*.myconnectwise.net', 'localhost'];

/**
 * Chromium's `--host-resolver-rules` value: every name above goes to the simulator, nothing else leaves the machine
 * (tooling §3).
 */
export function hostResolverRules(port: number): string {
  const names = ['*.myconnectwise.net', HOSTS.onPremise, HOSTS.axcient, HOSTS.efsPortal];
  return [
    ...names.map((name) => `MAP ${name} 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(', ');
}
