import { decodeLzma } from './lzma.ts';

/**
 * The location hash that ConnectWise writes (docs/reference/connectwise-pages.md#location-hash):
 * `#<base64>??<ScreenName>`, base64 with `$` and `_` for `+` and `/`, over an ".lzma alone" stream, over JSON. The
 * plain form `#startscreen=<p>&state=<JSON>` is read too.
 *
 * A hash can be typed or linked by anyone, so the work is bounded before it starts: text length, the exact stream
 * properties that ConnectWise writes, and the declared size.
 */
export interface HashContent {
  form: 'compressed' | 'plain' | 'none';
  /** The screen's name after `??`, e.g. `CompanyDetail`; null where absent. */
  suffix: string | null;
  /** The decoded JSON; undefined where there is none or it cannot be trusted. */
  state: unknown;
}

/** Real hashes have a few hundred characters; deep ones a few thousand. */
const MAX_HASH_LENGTH = 32_768;
const MAX_STATE_BYTES = 65_536;
/** lc=3 lp=0 pb=2 and a 512 kB dictionary: all samples, and the reason why every hash begins with `XQAACA`. */
const STREAM_PROPERTIES = [0x5d, 0x00, 0x00, 0x08, 0x00];
const SUFFIX = /^[A-Za-z][A-Za-z0-9_]{0,79}$/;

/** Reads a hash with or without its `#`. Never throws; garbage gives `form: 'none'`. */
export function readHash(hash: string): HashContent {
  const none: HashContent = { form: 'none', suffix: null, state: undefined };
  if (hash.length < 2 || hash.length > MAX_HASH_LENGTH) return none;
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  if (/^(?:startscreen|state)=/i.test(text)) return { ...none, form: 'plain', state: plainState(text) };

  const [payload = '', name = ''] = text.split('??');
  const suffix = SUFFIX.test(name) ? name : null;
  const bytes = fromBase64(payload);
  const state = bytes === undefined ? undefined : inflate(bytes);
  return state === undefined ? { ...none, suffix } : { form: 'compressed', suffix, state };
}

function plainState(text: string): unknown {
  const values = new URLSearchParams(text);
  const state = parse(values.get('state') ?? '');
  const screen = values.get('startscreen');
  // `#startscreen=sr200` alone is a complete form: a list has no state.
  return state ?? (screen ? { p: screen } : undefined);
}

function fromBase64(text: string): Uint8Array | undefined {
  if (!/^XQAACA[A-Za-z0-9$_]+={0,2}$/.test(text)) return undefined;
  try {
    const binary = atob(text.replace(/=+$/, '').replaceAll('$', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function inflate(bytes: Uint8Array): unknown {
  if (STREAM_PROPERTIES.some((value, index) => bytes[index] !== value)) return undefined;
  const decoded = decodeLzma(bytes, MAX_STATE_BYTES);
  if (!decoded.ok) return undefined;
  try {
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(decoded.bytes));
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
