import { addressPart } from './address-part.ts';

/** Takes every known secret out of a text from outside, in every form that a server plausibly writes. */
export interface Redactor {
  /** Also the greater part of a secret. For data, of which nothing else may be lost. */
  data(text: string): string;
  /** Also its beginning: a message may quote a key in part, and an error page is cut off. */
  message(text: string): string;
}

const MASK = '•••';
/** A shorter text is no key, and would be found in ordinary data. */
const SHORTEST_SECRET = 6;
/** Characters that a message may quote of a secret, less one: fewer say little, and occur by chance. */
const MESSAGE_QUOTE = 8;
/** The same of data, where a key's common beginning, e.g. `axcient-api-`, is an ordinary word. */
const DATA_QUOTE = 12;
const DATA_SHARE = 0.6;

/**
 * Returns the redactor of one connection's secrets. Applied once, where an answer is read (`http.ts`), so that no Failure, log,
 * journal or export made from it can hold one. Linear in the text.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf))]
    // The longest first: a form may be a part of another.
    .sort((a, b) => b.length - a.length);
  const redactWith = (least: (length: number) => number) => (text: string) => {
    const shortest = (form: string) => Math.min(form.length, least(form.length));
    if (!forms.some((form) => text.includes(form.slice(0, shortest(form))))) return text;
    // Whole ones first, each as long as it is: what is left then is a part.
    const withoutWhole = forms.reduce((kept, form) => masked(kept, form, form.length), text);
    return forms.reduce((kept, form) => masked(kept, form, shortest(form)), withoutWhole);
  };
  return {
    data: redactWith((length) => Math.max(DATA_QUOTE, Math.ceil(DATA_SHARE * length))),
    message: redactWith(() => MESSAGE_QUOTE),
  };
}

/** For requests that no secret was ever sent with. */
export const nothingToRedact: Redactor = { data: (text) => text, message: (text) => text };

function formsOf(secret: string): string[] {
  const urlEncoded = addressPart(secret);
  const formEncoded = new URLSearchParams([['', secret]]).toString().slice(1);
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(secret)));
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    secret.toLowerCase(),
    secret.toUpperCase(),
    urlEncoded,
    urlEncoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    formEncoded,
    inJson,
    // As PHP writes JSON.
    inJson.replaceAll('/', '\\/'),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    base64,
    base64.replaceAll('/', '\\/'),
    base64.replaceAll('+', '-').replaceAll('/', '_'),
    base64.replace(/=+$/, ''),
    addressPart(base64),
  ];
}

/** Masks each stretch of at least so many characters that goes on like the form, for as long as it does. */
function masked(text: string, form: string, least: number): string {
  const head = form.slice(0, least);
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, from)) {
    let end = at + head.length;
    while (end - at < form.length && text[end] === form[end - at]) end += 1;
    parts.push(text.slice(from, at), MASK);
    from = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}
