import * as z from 'zod/mini';
import type { Failure } from '../shared/errors.ts';
import { type Answer, readJson, retryAfterSeconds } from '../shared/http.ts';
import { safeParse } from '../shared/safe-parse.ts';
import { literalText } from '../shared/text-values.ts';
import { type Right, rightFor } from './rights.ts';
import { refusesVersion, versionRefused } from './versions.ts';

/** What was asked, for the sentences. */
export interface Asked {
  method: string;
  /** Path under `apis/3.0`, e.g. `/finance/agreements/5/additions`. */
  path: string;
  /** `ConnectWise (host)`. */
  peer: string;
  now: number;
}

/**
 * ConnectWise's error body; a 429 says `error` where all others say `code` (docs/reference/connectwise-rest.md#errors).
 */
const bodySchema = z.object({
  code: z.optional(z.nullable(z.string())),
  error: z.optional(z.nullable(z.string())),
  message: z.optional(z.nullable(z.string())),
  errors: z.optional(
    z.nullable(
      z.array(z.object({ code: z.nullish(z.string()), message: z.nullish(z.string()), field: z.nullish(z.string()) })),
    ),
  ),
});

interface Said {
  code?: string;
  message?: string;
  field?: string;
}

/**
 * Makes a Failure of an answer that is no 2xx. ConnectWise's own words are quoted; the next step is ours.
 * A web page on 400 or 403 is a proxy's or firewall's, on the other statuses the status says enough.
 */
export function failureOf(answer: Answer, asked: Asked): Failure {
  const { status } = answer;
  const body = readJson(answer, asked.peer);
  if (!body.ok && (status === 400 || status === 403)) return { ...body.failure, status };
  const said = body.ok ? whatWasSaid(body.value) : {};

  if (refusesVersion(answer)) return versionRefused(asked.peer, status);
  if (status === 429) return tooMany(answer, asked, said);
  if (/ssl is required/i.test(said.message ?? '')) return sslRequired(asked, status);
  if (/client\s?id/i.test(said.message ?? '') && status < 404) return clientIdRefused(asked, said, status);
  if (status === 401 && said.code !== 'Security') return unauthorized(asked, said, status);
  if (status === 401 || status === 403) return missingRight(asked, said, status);
  if (status === 404) {
    return said.code?.toLowerCase() === 'notfound'
      ? notFound(asked, said, status)
      : unavailable(asked.peer, asked.path, status);
  }
  if (status === 409) return conflict(said, status);
  if (status >= 500 || status === 408) return serverError(asked, said, status);
  return rejected(said, status);
}

/** The innermost sentence is the useful one: the outer only says that "the object is invalid". */
function whatWasSaid(value: unknown): Said {
  const body = safeParse(bodySchema, value);
  if (!body.success) return {};
  const inner = body.data.errors?.find((error) => error.message);
  const said: Said = {};
  const code = body.data.code ?? body.data.error;
  const message = inner?.message ?? body.data.message;
  if (code) said.code = code;
  if (message) said.message = message.slice(0, 300);
  if (inner?.field) said.field = inner.field.slice(0, 100);
  return said;
}

function quote(said: Said): string {
  return said.message ? ` It said: "${literalText(said.message)}"` : '';
}

function unauthorized({ peer }: Asked, said: Said, status: number): Failure {
  return {
    code: 'unauthorized',
    message: `${peer} does not accept the company ID and keys.${quote(said)}`,
    nextStep: 'Check the company ID, public key and private key, and that the API member and its key are active.',
    status,
  };
}

function clientIdRefused({ peer }: Asked, said: Said, status: number): Failure {
  return {
    code: 'missing-client-id',
    message: `${peer} does not accept the client ID.${quote(said)}`,
    nextStep: 'Copy the client ID again from developer.connectwise.com › ClientID.',
    field: 'clientId',
    status,
  };
}

function missingRight(asked: Asked, said: Said, status: number): Failure {
  const right = rightFor(asked.method, asked.path);
  if (right) return lackOf(right, status);
  return {
    code: 'missing-right',
    message: `The API member may not ${asked.method} ${asked.path}.${quote(said)}`,
    nextStep: 'Ask a ConnectWise administrator to extend the security role of the API member.',
    status,
  };
}

/** The failure that names a right which the API member does not have. */
export function lackOf(right: Right, status: number | undefined): Failure {
  const value = `${right.name}: ${right.level}`;
  const failure: Failure = {
    code: 'missing-right',
    message: `The API member lacks the right "${value}".`,
    nextStep: `In ConnectWise, set "${right.name}" to ${right.level} = All in the security role of the API member.`,
    value,
  };
  if (status !== undefined) failure.status = status;
  return failure;
}

/** In ConnectWise's own words. Whether the record is gone, `absence.ts` finds out: other things are answered in them too. */
function notFound(asked: Asked, said: Said, status: number): Failure {
  return {
    code: 'not-found',
    message: `ConnectWise has no ${asked.path}.${quote(said)}`,
    nextStep: 'Check whether the record was deleted or merged.',
    status,
  };
}

/**
 * An answer that proves nothing, most often a 404: an upgrade, a proxy, a list; on cloud sites also wrong keys
 * (docs/reference/connectwise-rest.md#discovery).
 */
export function unavailable(peer: string, path: string, status: number): Failure {
  return {
    code: 'unavailable',
    // Without the path: every failed call of one outage is the same failure, which a screen shows once.
    message: `${peer} does not answer as usual (HTTP ${status}): it may be upgrading, or a proxy answers in its place.`,
    nextStep: 'Wait some minutes; if it stays like this, test the connection under Options › Connections.',
    value: path,
    status,
  };
}

function conflict(said: Said, status: number): Failure {
  return {
    code: 'busy',
    message: `The record is in use in ConnectWise.${quote(said)}`,
    nextStep: 'Try again when no other user is saving it.',
    status,
  };
}

function tooMany(answer: Answer, asked: Asked, said: Said): Failure {
  const seconds = retryAfterSeconds(answer.headers, asked.now) ?? secondsIn(said.message);
  const failure: Failure = {
    code: 'too-many-requests',
    message: `${asked.peer} asks to slow down.`,
    nextStep: `Wait ${seconds ?? 60} seconds and try again.`,
    status: 429,
  };
  if (seconds !== undefined) failure.retryAfterSeconds = seconds;
  return failure;
}

function secondsIn(text: string | undefined): number | undefined {
  const digits = /(\d+)\s*second/i.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function serverError({ peer }: Asked, said: Said, status: number): Failure {
  return {
    code: 'server-error',
    message: `${peer} answered with error ${status}.${quote(said)}`,
    nextStep: 'Try again in a few minutes.',
    status,
  };
}

function sslRequired({ peer }: Asked, status: number): Failure {
  return {
    code: 'bad-input',
    message: `${peer} is not the address of the ConnectWise API.`,
    nextStep: 'Enter the site as in the address bar of ConnectWise; the API address is made from it.',
    field: 'siteUrl',
    status,
  };
}

function rejected(said: Said, status: number): Failure {
  const failure: Failure = {
    code: 'rejected',
    message: said.message
      ? `ConnectWise refused this${said.field ? ` because of "${said.field}"` : ''}: "${literalText(said.message)}"`
      : `ConnectWise refused this with error ${status}.`,
    nextStep: said.field ? `Correct "${said.field}" and try again.` : 'Correct what ConnectWise names and try again.',
    status,
  };
  if (said.field) failure.field = said.field;
  return failure;
}
