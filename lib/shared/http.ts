import type { Problem } from './errors.ts';
import { fail, ok, type Result } from './result.ts';
import { readTime } from './time.ts';

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** What came over the line, body read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

interface SendOptions {
  fetch: Fetch;
  /** Milliseconds until we give up on the whole exchange, body included. */
  timeout: number;
  /** What a person calls the other side, e.g. `ConnectWise (api-na.myconnectwise.net)`. */
  peer: string;
  /** Sentence about what to check when nothing answers. */
  whenUnreachable: string;
}

/**
 * One exchange. Cookies never go along, and redirects are not followed: browsers strip Authorization on the way to
 * another host but keep our own key headers, so following one could hand a key to a stranger.
 * Problems: `unreachable`, `timeout`, `truncated`, `moved`; any status that the other side answers is an answer.
 */
export async function send(url: string, init: RequestInit, options: SendOptions): Promise<Result<Answer>> {
  const signal = AbortSignal.timeout(options.timeout);
  let response: Response;
  try {
    response = await options.fetch(url, {
      ...init,
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
    return ok({ status: response.status, headers: response.headers, text: await response.text() });
  } catch (error) {
    return fail(isTimeout(error) ? timedOut(options) : truncated(options.peer));
  }
}

/** The body as JSON, or what it is instead: `not-json` for a web page or plain text, `truncated` for half a document. */
export function readJson(answer: Answer, peer: string): Result<unknown> {
  const text = answer.text.replace(/^\ufeff/, '').trim();
  if (text === '') return ok(null);
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    if (/^[[{"]/.test(text)) return fail(truncated(peer));
    return fail(text.startsWith('<') ? webPage(text, answer.status, peer) : notJson(answer.status, peer));
  }
}

/** Seconds of a Retry-After header, in either of its two forms. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const time = readTime(text);
  return time === undefined ? undefined : Math.max(0, Math.ceil((time - now) / 1000));
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function unreachable({ peer, whenUnreachable }: SendOptions): Problem {
  return { code: 'unreachable', message: `${peer} could not be reached.`, nextStep: whenUnreachable };
}

function timedOut({ peer, timeout }: SendOptions): Problem {
  return {
    code: 'timeout',
    message: `${peer} did not answer within ${Math.round(timeout / 1000)} seconds.`,
    nextStep: 'Try again; if it stays like this, check whether the service is up.',
  };
}

function redirected({ peer }: SendOptions): Problem {
  return {
    code: 'moved',
    message: `${peer} answered with a redirect instead of data.`,
    nextStep:
      'Open the address in a browser tab and enter the address you end up at; a sign-in page or proxy may be in the way.',
  };
}

function truncated(peer: string): Problem {
  return {
    code: 'truncated',
    message: `The answer of ${peer} broke off in the middle.`,
    nextStep: 'Try again; if it repeats, check the network and any proxy on the way.',
  };
}

function webPage(html: string, status: number, peer: string): Problem {
  const title = /<title[^>]*>([^<]{1,80})/i.exec(html)?.[1]?.trim();
  return {
    code: 'not-json',
    message: `${peer} answered with a web page${title ? ` ("${title}")` : ''} instead of data.`,
    nextStep: 'Check the address, and whether a sign-in page, proxy or firewall stands in between.',
    status,
  };
}

function notJson(status: number, peer: string): Problem {
  return {
    code: 'not-json',
    message: `${peer} answered with something that is no JSON.`,
    nextStep: 'Check the address, and whether a proxy or firewall changes the answers.',
    status,
  };
}
