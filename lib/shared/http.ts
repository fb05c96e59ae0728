import { DEEPEST_NESTING, MOST_BODY_BYTES } from './bounds.ts';
import type { Failure } from './errors.ts';
import { nestsDeeperThan } from './json-nesting.ts';
import type { Redactor } from './redact.ts';
import type { Carries, RequestGuard } from './request-guard.ts';
import { fail, ok, type Result } from './result.ts';
import { literalText } from './text-values.ts';
import { readTime } from './time.ts';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** What came over the line, without secrets: body read to its end, or to where an error page is cut off. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

interface SendOptions {
  fetch: Fetch;
  /** Asked before the request is built. */
  guard: RequestGuard;
  carries: Carries;
  /** Takes the connection's secrets out of what is answered. */
  redactor: Redactor;
  /** Milliseconds until we give up on the whole exchange, body included. */
  timeout: number;
  /** What a user calls the other side, e.g. `ConnectWise (api-na.myconnectwise.net)`. */
  peer: string;
  /** Sentence about what to check when nothing answers. */
  whenUnreachable: string;
}

/** Bytes that are read of an error page: its status says what happened, its first words why. */
const MOST_ERROR_BYTES = 16 * 1024;
/** Characters of a web page in which its title is looked for. */
const HEAD = 4_096;

/**
 * One exchange. Cookies never go along, and redirects are not followed: browsers strip Authorization on the way to
 * another host but keep our own key headers, so following one could hand a key to a stranger.
 * Failures: those of the guard, `unreachable`, `timeout`, `truncated`, `moved`, `too-large`; any status that the other side answers
 * is an answer.
 * @param build makes the request; not called where the guard refuses it
 */
export async function send(url: string, build: () => RequestInit, options: SendOptions): Promise<Result<Answer>> {
  const refused = await options.guard(url, options.carries);
  if (refused) return fail(refused);
  const signal = AbortSignal.timeout(options.timeout);
  let response: Response;
  try {
    response = await options.fetch(url, {
      ...build(),
      credentials: 'omit',
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    return fail(isTimeout(error) ? timedOut(options) : unreachable(options));
  }
  if (
    response.type === 'opaqueredirect' ||
    (response.status >= 301 && response.status <= 308 && response.status !== 304)
  ) {
    return fail(redirected(options));
  }
  try {
    const { status, headers } = response;
    const isError = status >= 400;
    const { text, isWhole } = await readText(response, isError ? MOST_ERROR_BYTES : MOST_BODY_BYTES);
    if (!isWhole && !isError) return fail(tooLarge(options.peer, status));
    return ok({ status, headers, text: withoutSecrets(text, isError, options.redactor) });
  } catch (error) {
    return fail(isTimeout(error) ? timedOut(options) : truncated(options.peer));
  }
}

/** Of an answer that is no data, or a web page, only quotes are ever used: there, a part of a secret is one too many as well. */
function withoutSecrets(text: string, isError: boolean, { data, message }: Redactor): string {
  return isError || !/^[\s\ufeff]*[[{"]/.test(text) ? message(text) : data(text);
}

/** The body as text, as far as it fits: what comes after `most` bytes is not read, and the connection is given up. */
async function readText(response: Response, most: number): Promise<{ text: string; isWhole: boolean }> {
  const reader = response.body?.getReader();
  if (!reader) return { text: '', isWhole: true };
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let left = most;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: parts.join('') + decoder.decode(), isWhole: true };
    if (value.byteLength > left) {
      void reader.cancel().catch(() => {});
      parts.push(decoder.decode(value.subarray(0, left)));
      return { text: parts.join(''), isWhole: false };
    }
    left -= value.byteLength;
    parts.push(decoder.decode(value, { stream: true }));
  }
}

/**
 * The body as JSON, or what it is instead: `not-json` for a web page or plain text, `truncated` for half a document,
 * `too-large` for one that is nested deeper than anything that we read.
 */
export function readJson(answer: Answer, peer: string): Result<unknown> {
  const text = answer.text.replace(/^\ufeff/, '').trim();
  if (text === '') return ok(null);
  const isDocument = text.startsWith('[') || text.startsWith('{');
  if (isDocument && nestsDeeperThan(DEEPEST_NESTING, text)) return fail(tooDeep(peer, answer.status));
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    if (isDocument || text.startsWith('"')) return fail(truncated(peer));
    return fail(text.startsWith('<') ? webPage(text, answer.status, peer) : notJson(answer.status, peer));
  }
}

/** Seconds of a Retry-After header, in either of its two forms. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const time = readTime(text);
  return time === undefined ? undefined : Math.max(0, Math.ceil((time - now) / 1000));
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function unreachable({ peer, whenUnreachable }: SendOptions): Failure {
  return { code: 'unreachable', message: `${peer} could not be reached.`, nextStep: whenUnreachable };
}

function timedOut({ peer, timeout }: SendOptions): Failure {
  return {
    code: 'timeout',
    message: `${peer} did not answer within ${Math.round(timeout / 1000)} seconds.`,
    nextStep: 'Try again; if it stays like this, check whether the service is up.',
  };
}

function redirected({ peer }: SendOptions): Failure {
  return {
    code: 'moved',
    message: `${peer} answered with a redirect instead of data.`,
    nextStep:
      'Open the address in a browser tab and enter the address you end up at; a sign-in page or proxy may be in the way.',
  };
}

function truncated(peer: string): Failure {
  return {
    code: 'truncated',
    message: `${peer} broke off its answer in the middle.`,
    nextStep: 'Try again; if it repeats, check the network and any proxy on the way.',
  };
}

function tooLarge(peer: string, status: number): Failure {
  return {
    code: 'too-large',
    message: `${peer} answered with more than ${MOST_BODY_BYTES / 1024 / 1024} MiB. The rest was not read.`,
    nextStep: 'Check the address, and whether a proxy answers in its place; if it repeats, report it.',
    status,
  };
}

function tooDeep(peer: string, status: number): Failure {
  return {
    code: 'too-large',
    message: `${peer} answered with data nested more than ${DEEPEST_NESTING} levels deep. It was not read.`,
    nextStep: 'Check the address, and whether a proxy answers in its place; if it repeats, report it.',
    status,
  };
}

function webPage(html: string, status: number, peer: string): Failure {
  const title = titleOf(html);
  return {
    code: 'not-json',
    message: `${peer} answered with a web page${title ? ` ("${literalText(title)}")` : ''} instead of data.`,
    nextStep: 'Check the address, and whether a sign-in page, proxy or firewall is in between.',
    status,
  };
}

/** The title of a web page, at most 80 characters; '' where its first characters have none. Linear. */
function titleOf(html: string): string {
  const head = html.slice(0, HEAD);
  const tag = head.toLowerCase().indexOf('<title');
  const start = tag < 0 ? -1 : head.indexOf('>', tag);
  if (start < 0) return '';
  const end = head.indexOf('<', start);
  return head
    .slice(start + 1, end < 0 ? undefined : end)
    .trim()
    .slice(0, 80);
}

function notJson(status: number, peer: string): Failure {
  return {
    code: 'not-json',
    message: `${peer} answered with something that is no JSON.`,
    nextStep: 'Check the address, and whether a proxy or firewall changes the answers.',
    status,
  };
}
