import { tooManyRequestsBody } from './connectwise/errors.ts';
import type { FaultEffect } from './faults.ts';
import type { Site } from './hosts.ts';
import { htmlPage, notFoundPage } from './html-page.ts';

/** The answer that a fault gives in place of the handler's, in the words of the service that was asked. */
export function answerOf(effect: FaultEffect, site: Site): Response | undefined {
  switch (effect.kind) {
    case 'status':
      return errorAnswer(effect.status, effect.message ?? defaultMessage(effect.status), site);
    case 'too-many-requests':
      return tooManyRequests(effect.retryAfterSeconds ?? 30, site);
    case 'html':
      return htmlPage(effect.status ?? 200, 'Sign in', 'Please sign in to continue.');
    case 'html-404':
      return notFoundPage();
    case 'blocked':
      return htmlPage(403, 'Forbidden', 'Request blocked. Possible DDoS protection.');
    default:
      return undefined;
  }
}

/** The same answer, its body ending in the middle. */
export async function truncated(answer: Response): Promise<Response> {
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: answer.status, headers });
}

function errorAnswer(status: number, message: string, site: Site): Response {
  if (site === 'axcient') {
    if (status >= 500) return htmlPage(status, String(status), message);
    const body = { detail: message, status, title: message, type: 'about:blank' };
    return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } });
  }
  if (site === 'efs-portal') return Response.json({ error: { code: `http-${status}`, message } }, { status });
  return Response.json({ code: cwCode(status), message, errors: null }, { status });
}

/** Axcient documents no Retry-After. */
function tooManyRequests(seconds: number, site: Site): Response {
  const message = `Too many requests. Please try again in ${seconds} seconds.`;
  if (site === 'axcient') return errorAnswer(429, 'Too Many Requests', site);
  const body = site === 'efs-portal' ? { error: { code: 'too-many-requests', message } } : tooManyRequestsBody(seconds);
  return Response.json(body, { status: 429, headers: { 'retry-after': String(seconds) } });
}

function cwCode(status: number): string {
  const codes: Record<number, string> = { 400: 'InvalidObject', 401: 'Unauthorized', 403: 'Security', 404: 'NotFound' };
  return codes[status] ?? 'ConnectWiseApi';
}

function defaultMessage(status: number): string {
  const messages: Record<number, string> = {
    401: 'Unauthorized',
    403: 'You do not have security permission to perform this action.',
    404: 'Not found.',
    409: 'The record is in use by another process.',
    500: 'An error has occurred.',
    502: 'Bad gateway',
    503: 'Service unavailable',
    504: 'Gateway time-out',
  };
  return messages[status] ?? `Status ${status}`;
}
