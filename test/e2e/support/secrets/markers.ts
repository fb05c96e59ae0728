import { SEED } from '../../../simulator/connectwise/seed/ids.ts';
import { isConnectWise, type Site, siteOf } from '../../../simulator/hosts.ts';
import { EFS_TOKEN, X360_KEY } from '../../../simulator/portal/seed.ts';

/** A private key that ConnectWise refuses. */
export const WRONG_PRIVATE_KEY = 'Wk3JmarkW8pZt5Qe';
/** The private key of a second ConnectWise. */
export const OTHER_PRIVATE_KEY = 'Oy6TmarkO2fHs9Lb';

/** A key that the tests use, and the sites that may receive it. */
interface Marker {
  name: string;
  key: string;
  isOwn(site: Site): boolean;
}

const MARKERS: readonly Marker[] = [
  { name: 'private key', key: SEED.privateKey, isOwn: isConnectWise },
  { name: 'client ID', key: SEED.clientId, isOwn: isConnectWise },
  { name: 'wrong private key', key: WRONG_PRIVATE_KEY, isOwn: isConnectWise },
  { name: 'other private key', key: OTHER_PRIVATE_KEY, isOwn: isConnectWise },
  { name: 'key of the EFS portal', key: EFS_TOKEN, isOwn: (site) => site === 'efs-portal' },
  { name: 'key of x360Recover', key: X360_KEY, isOwn: (site) => site === 'axcient' },
];

/** A text that shows a key, and the key's name. */
export type Form = readonly [name: string, text: string];

/** Every key as it is, in Base64 wherever in it, encoded for an address, and as hexadecimal digits. */
export const FORMS: readonly Form[] = MARKERS.flatMap(({ name, key }) =>
  [
    ...new Set([key, ...[0, 1, 2].flatMap((before) => base64Forms(key, before)), encodeURIComponent(key), hex(key)]),
  ].map((text) => [name, text] as const),
);

/** Names of the keys that a text shows. */
export function keysIn(text: string): string[] {
  return [...new Set(FORMS.filter(([, form]) => text.includes(form)).map(([name]) => name))];
}

/** Whether a host may receive the key of that name. */
export function mayReceive(hostname: string, name: string): boolean {
  return MARKERS.some((marker) => marker.name === name && marker.isOwn(siteOf(hostname)));
}

/** The digits of Base64 that are the same whatever is around the key, after so many bytes (modulo 3). */
function base64Forms(key: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  return (['base64', 'base64url'] as const).map((encoding) => bytes.toString(encoding).slice(first, last));
}

function hex(key: string): string {
  return Buffer.from(key).toString('hex');
}
