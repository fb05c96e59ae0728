import type { FileSource, FileStore } from '../domain/file-import.ts';
import type { SourceKind } from '../domain/portal-facts.ts';
import type { Failure } from '../shared/errors.ts';
import type { Fetch } from '../shared/http.ts';
import type { RequestGuard } from '../shared/request-guard.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import { blanksSentence, withoutBlanks } from '../shared/typed-text.ts';

export interface PortalConfig {
  kind: SourceKind;
  /** https, without a slash at the end; '' of a file. */
  baseUrl: string;
  /** Secret: never leaves the worker. '' of a file. */
  key: string;
  /** Of a file only, see `FileSource`. */
  file?: FileSource | undefined;
}

export interface PortalDeps {
  fetch: Fetch;
  clock: Clock;
  /** Asked before each request is built; absent: every request is sent. */
  guard?: RequestGuard;
  /** Where imported files are. */
  files?: FileStore;
}

/** Axcient's public API (docs/reference/portals.md#access). An EFS portal has no address of its own, a file none at all. */
const OWN_ADDRESS: Record<SourceKind, string> = {
  x360recover: 'https://axapi.axcient.com/x360recover',
  'efs-portal': '',
  file: '',
};

/**
 * Address and key as typed, without blanks (docs/reference/setup-guides.md#troubleshooting-b). '' as address means the
 * adapter's own. Failure `bad-input` for `http:`, for anything that is no address, and for a missing key.
 */
export function readPortalInput(input: PortalConfig): Result<{ config: PortalConfig; cleaned: string[] }> {
  const address = withoutBlanks(input.baseUrl);
  const key = withoutBlanks(input.key);
  const cleaned = [blanksSentence('portal address', address.removed), blanksSentence('portal key', key.removed)].filter(
    (sentence) => sentence !== undefined,
  );
  const baseUrl = readAddress(address.text || OWN_ADDRESS[input.kind]);
  if (!baseUrl.ok) return baseUrl;
  const complete = withPath(input.kind, baseUrl.value);
  if (complete !== baseUrl.value) cleaned.push(`The portal address was completed to ${complete}.`);
  if (key.text === '')
    return fail(bad('key', 'The portal key is missing.', 'Make a key in the portal and paste it here.'));
  if (!/^[\x21-\x7e]+$/.test(key.text)) {
    return fail(bad('key', 'The portal key holds a character that no key has.', 'Copy the key again from the portal.'));
  }
  return ok({ config: { kind: input.kind, baseUrl: complete, key: key.text }, cleaned });
}

function readAddress(text: string): Result<string> {
  if (text === '') return fail(bad('baseUrl', 'The portal address is missing.', EXAMPLE));
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === 'http') {
    return fail(
      bad(
        'baseUrl',
        'The portal address begins with http: the key would cross the network unencrypted.',
        EXAMPLE,
        text,
      ),
    );
  }
  const full = scheme ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url?.protocol !== 'https:' || url.username || url.password) {
    return fail(bad('baseUrl', 'The portal address is no https address.', EXAMPLE, text.replace(/\/\/.*@/, '//')));
  }
  return ok(withoutSlashes(url.origin + url.pathname));
}

function withoutSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end -= 1;
  return address.slice(0, end);
}

/**
 * x360Recover's API is never at the root of its host, where every key is refused (docs/reference/portals.md#access).
 */
function withPath(kind: SourceKind, address: string): string {
  const ownPath = OWN_ADDRESS[kind] && new URL(OWN_ADDRESS[kind]).pathname;
  return ownPath && new URL(address).pathname === '/' ? `${address}${ownPath}` : address;
}

const EXAMPLE = 'Enter it with https, e.g. https://backup.example.com.';

function bad(field: string, message: string, nextStep: string, value?: string): Failure {
  const failure: Failure = { code: 'bad-input', message, nextStep, field };
  if (value !== undefined) failure.value = value.slice(0, 200);
  return failure;
}

/** Names one portal among all that this browser was ever connected to, e.g. `efs-portal portal.example.com`. */
export function sourceOf({ kind, baseUrl, file }: Pick<PortalConfig, 'kind' | 'baseUrl' | 'file'>): string {
  if (kind === 'file') return `${kind} ${file?.name ?? ''}`.trim();
  return URL.canParse(baseUrl) ? `${kind} ${new URL(baseUrl).host}` : kind;
}
