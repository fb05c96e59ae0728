import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { blanksSentence, withoutBlanks } from '../shared/typed-text.ts';

export interface Site {
  /** Host of the web client as in the address bar, with its port where it has one, e.g. `na.myconnectwise.net`. */
  site: string;
  /**
   * Where the REST API may be, the likeliest first: the host as typed; in the cloud also with `api-` before it
   * (docs/reference/connectwise-rest.md#hosts).
   */
  apiHosts: string[];
  isCloud: boolean;
  /** What was changed in the input, one sentence each. */
  cleaned: string[];
}

const CLOUD = /(^|\.)(myconnectwise\.net|connectwisedev\.com)$/;
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * Reads the site as a user copies it: with or without scheme, path and query, or as the API host. Failure `bad-input`
 * for `http:`, for other schemes, for names and passwords inside, and for anything that is no host.
 */
export function readSite(text: string): Result<Site> {
  const bare = withoutBlanks(text);
  const cleaned: string[] = [];
  const blanks = blanksSentence('site', bare.removed);
  if (blanks) cleaned.push(blanks);
  if (bare.text === '') {
    return fail(bad('', 'The site is missing.'));
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(bare.text)?.[1]?.toLowerCase();
  if (scheme === 'http') {
    return fail(
      bad(
        bare.text,
        'The site begins with http: keys would cross the network unencrypted.',
        'Enter it with https, or without any scheme.',
      ),
    );
  }
  if (scheme && scheme !== 'https')
    return fail(bad(bare.text, `The site begins with ${scheme}:, which is no web address.`));

  const url = parse(scheme ? bare.text : `https://${bare.text.replace(/^\/+/, '')}`);
  if (!url || url.username || url.password || !HOST.test(url.hostname)) {
    return fail(bad(bare.text.replace(/^.*@/, ''), 'The site is no host name.'));
  }
  if (url.pathname !== '/' || url.search || url.hash)
    cleaned.push('Everything after the host was dropped from the site.');

  const host = url.host;
  const isCloud = CLOUD.test(url.hostname);
  if (!isCloud) return ok({ site: host, apiHosts: [host], isCloud, cleaned });
  if (host.startsWith('api-')) {
    cleaned.push('The site was the address of the API; the address of the web client was taken from it.');
    return ok({ site: host.slice('api-'.length), apiHosts: [host], isCloud, cleaned });
  }
  return ok({ site: host, apiHosts: [host, `api-${host}`], isCloud, cleaned });
}

/**
 * The host in a text from outside, with its port where it has one: bare, or as an https address. Undefined for all that keys
 * must not be sent to: another scheme, a user inside, no host name.
 */
export function hostIn(text: string): string | undefined {
  const bare = text.trim();
  if (bare === '' || bare.length > 2_000) return undefined;
  const url = parse(bare.includes('://') ? bare : `https://${bare}`);
  if (url?.protocol !== 'https:' || url.username || url.password || !HOST.test(url.hostname)) return undefined;
  return url.host;
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function bad(value: string, message: string, nextStep = EXAMPLE): Failure {
  return { code: 'bad-input', message, nextStep, field: 'siteUrl', value: value.slice(0, 200) };
}

const EXAMPLE = 'Enter the address of ConnectWise as in the address bar, e.g. na.myconnectwise.net.';
