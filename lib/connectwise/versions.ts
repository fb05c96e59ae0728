import type { Failure } from '../shared/errors.ts';
import type { Answer } from '../shared/http.ts';

/**
 * The release whose model we read and write: the newest whose schemas we have read
 * (docs/reference/connectwise-rest.md#versions). A breaking change keeps an old model alive for twelve months, so
 * pinning it keeps answers as our schemas expect them.
 */
const OURS = '2025.1';
/**
 * The first release with forward-only paging, without which no list is known to be whole
 * (docs/reference/connectwise-rest.md#paging).
 */
const OLDEST = '2018.5';
/** Releases before this one know no version in the Accept header (docs/reference/connectwise-rest.md#versions). */
const FIRST_NAMED = '2019.1';

/** `2023.2` of `v2023.2`, `v2023.2.45` or `v2023_2/`; undefined where the text names no release. */
export function readVersion(text: string | null | undefined): string | undefined {
  const match = /^v?(20\d\d)[._](\d{1,2})(?!\d)/i.exec(text ?? '');
  return match ? `${match[1]}.${Number(match[2])}` : undefined;
}

/**
 * Value of the Accept header: our version, or the server's where that is older.
 * @param serverVersion as `readVersion` gives it; undefined while it is not known.
 */
export function acceptFor(serverVersion: string | undefined): string {
  const version = serverVersion !== undefined && isOlder(serverVersion, OURS) ? serverVersion : OURS;
  return isOlder(version, FIRST_NAMED)
    ? 'application/json'
    : `application/vnd.connectwise.com+json; version=${version}`;
}

/** Failure `unsupported-version` for a server that is too old to be read completely. */
export function tooOld(serverVersion: string | undefined, peer: string): Failure | undefined {
  if (serverVersion === undefined || !isOlder(serverVersion, OLDEST)) return undefined;
  return {
    code: 'unsupported-version',
    message: `${peer} runs version ${serverVersion}. Backup Bridge needs ${OLDEST} or newer.`,
    nextStep: 'Update ConnectWise, then test the connection again.',
    value: serverVersion,
  };
}

/** Whether an answer says that the version in our Accept header is not served. Status and words vary: assumed 400 or 406. */
export function refusesVersion({ status, text }: Pick<Answer, 'status' | 'text'>): boolean {
  return (status === 400 || status === 406) && /support the API version|UnsupportedApiVersion/i.test(text);
}

/** The failure of a server that refuses the version even after it was asked which one it runs. */
export function versionRefused(peer: string, status: number): Failure {
  return {
    code: 'unsupported-version',
    message: `${peer} does not serve version ${OURS} of its API, nor the one that it names as its own.`,
    nextStep: `Test the connection; Backup Bridge needs ConnectWise ${OLDEST} or newer.`,
    status,
  };
}

/** Both as `2023.2`; the part after the dot counts as a number: 2025.16 comes after 2025.2. */
function isOlder(a: string, b: string): boolean {
  const [yearA = 0, releaseA = 0] = a.split('.').map(Number);
  const [yearB = 0, releaseB = 0] = b.split('.').map(Number);
  return yearA < yearB || (yearA === yearB && releaseA < releaseB);
}
