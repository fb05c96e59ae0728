/**
 * The compressed location hash of the ConnectWise web client (docs/reference/connectwise-pages.md#location-hash):
 * `#<base64>??<ScreenName>`, where the base64 alphabet ends in `$ _` and the bytes are an `.lzma` "alone" stream of a
 * JSON state. Runs in the page and under Node.
 */
import { compress, decompress } from 'lzma1';

/** The lzma1 mode whose dictionary is 0x00080000: every hash then begins `XQAACA`, as the real ones do. */
const MODE = 3;

/** JSON as the client's own writer has it: a blank after every comma. Keeps our hashes byte-equal to real ones. */
function toJson(value) {
  if (Array.isArray(value)) return `[${value.map(toJson).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`);
  return `{${members.join(', ')}}`;
}

/** A text of JSON to the packed part of a hash. */
export function packJson(json) {
  const bytes = compress(new TextEncoder().encode(json), MODE);
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '$').replaceAll('/', '_');
}

/** `{state, suffix}` to a hash with its `#`; without a suffix the `??…` part is left out, as in two of seven samples. */
export function encodeLocation({ state, suffix }) {
  const packed = packJson(toJson(state));
  return suffix ? `#${packed}??${suffix}` : `#${packed}`;
}

/** The uncompressed form `#startscreen=<p>&state=<JSON>`, which the client takes as input but never writes. */
function decodePlain(hash) {
  const form = new URLSearchParams(hash);
  const text = form.get('state');
  const state = text ? JSON.parse(text) : { p: form.get('startscreen'), s: { p: {} } };
  return { state, suffix: null };
}

/** A hash, with or without `#`, to `{state, suffix}`; null when it holds no state. */
export function decodeLocation(hash) {
  const text = hash.replace(/^#/, '');
  try {
    if (text.startsWith('startscreen=')) return decodePlain(text);
    const [packed, suffix] = text.split('??');
    if (!packed) return null;
    const binary = atob(packed.replaceAll('$', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    return { state: JSON.parse(new TextDecoder().decode(decompress(bytes))), suffix: suffix || null };
  } catch {
    return null;
  }
}
