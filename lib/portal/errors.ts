import type { Failure } from '../shared/errors.ts';
import { type Answer, readJson, retryAfterSeconds } from '../shared/http.ts';
import { literalText } from '../shared/text-values.ts';

/** Seconds to stay away, as other clients found out in production (docs/reference/portals.md#refusals). */
const DDOS_WAIT = 300;
const GATEWAY_WAIT = 60;

/** A path with a record id in it; all others are there as long as the portal is. */
const NAMES_RECORD = /\/\d{1,20}(\/|$)/;

/** What was asked, for the sentences. */
export interface Asked {
  peer: string;
  /** Path under the portal's address. */
  path: string;
  now: number;
}

/**
 * Makes a Failure of an answer that is neither 2xx nor 304. A 403 of the API explains itself as `ForbiddenException`;
 * any other 403 is the edge in front of it that took us for an attack, and wants to be skipped for five minutes. A 404 of the
 * API explains itself too; any other is an outage.
 */
export function failureOf(answer: Answer, { peer, path, now }: Asked): Failure {
  const { status } = answer;
  const body = readJson(answer, peer);
  const detail = body.ok ? detailOf(body.value) : undefined;
  const quote = detail ? ` It said: "${literalText(detail)}"` : '';
  if (status === 401) {
    return {
      code: 'unauthorized',
      message: `${peer} does not accept the key.${quote}`,
      nextStep: 'Check the key and the address, and that the user who made the key is still active.',
      status,
    };
  }
  if (status === 403 && body.ok && explains(body.value)) {
    return {
      code: 'missing-right',
      message: `${peer} says that the key lacks a permission.${quote}`,
      nextStep: 'Give the key the permission in the portal, or make a new key that has it.',
      status,
    };
  }
  if (status === 403) {
    return {
      code: 'blocked-by-portal',
      message: `${peer} blocks requests, probably to protect itself from too many.`,
      nextStep: 'Wait 5 minutes; the next attempt comes by itself.',
      status,
      retryAfterSeconds: DDOS_WAIT,
    };
  }
  if (status === 404) {
    const isOfRecord = body.ok && explains(body.value) && NAMES_RECORD.test(path);
    return isOfRecord ? notFound(peer, quote) : unavailable(peer, path);
  }
  if (status === 429) return tooMany(answer, peer, now);
  if (status >= 500 || status === 408) {
    const failure: Failure = {
      code: 'server-error',
      message: `${peer} answered with error ${status}.${quote}`,
      nextStep: 'Try again in a few minutes.',
      status,
    };
    const seconds = retryAfterSeconds(answer.headers, now) ?? (status === 504 ? GATEWAY_WAIT : undefined);
    if (seconds !== undefined) failure.retryAfterSeconds = seconds;
    return failure;
  }
  if (!body.ok) return { ...body.failure, status };
  return {
    code: 'rejected',
    message: `${peer} refused the request with error ${status}.${quote}`,
    nextStep: 'Check the address of the portal; if it repeats, report it.',
    status,
  };
}

/** In the portal's own words. Whether a record is gone is for whoever asked to find out: an unknown route says the same. */
function notFound(peer: string, quote: string): Failure {
  return {
    code: 'not-found',
    message: `${peer} has no such record.${quote}`,
    nextStep: 'Check the customer id in the portal.',
    status: 404,
  };
}

/** A 404 that proves nothing: an upgrade, a proxy, a list that every portal has. */
export function unavailable(peer: string, path: string): Failure {
  return {
    code: 'unavailable',
    // Without the path: every failed call of one outage is the same failure, which a screen shows once.
    message: `${peer} does not answer as usual (HTTP 404): it may be upgrading, or a proxy answers in its place.`,
    nextStep: 'Wait some minutes; if it stays like this, check the address under Options › Connections.',
    value: path,
    status: 404,
  };
}

function tooMany(answer: Answer, peer: string, now: number): Failure {
  const seconds = retryAfterSeconds(answer.headers, now);
  const failure: Failure = {
    code: 'too-many-requests',
    message: `${peer} asks to slow down.`,
    nextStep: 'The next attempt comes by itself, later.',
    status: 429,
  };
  if (seconds !== undefined) failure.retryAfterSeconds = seconds;
  return failure;
}

/**
 * A refusal of the API itself. A gateway's firewall says no more than `{"message": "Forbidden"}`, if anything
 * (docs/reference/portals.md#refusals).
 */
function explains(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || /ddos/i.test(JSON.stringify(value))) return false;
  return ['error', 'detail', 'title', 'type'].some((member) => member in value);
}

/**
 * The words of an error body: EFS portal `error.message`; RFC 7807 `detail` or `title`, `message` or `msg`
 * (docs/reference/portals.md#refusals).
 */
function detailOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('error' in value && typeof value.error === 'object') return detailOf(value.error);
  const words = ['detail', 'title', 'message', 'msg'].map((name) => Reflect.get(value, name) as unknown);
  return words.find((word): word is string => typeof word === 'string' && word !== '')?.slice(0, 300);
}
