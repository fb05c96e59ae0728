import type { Fetch } from '../../../lib/shared/http.ts';

export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, text as it is. */
  body?: unknown;
  /** Rejects like fetch does instead of answering. */
  throws?: Error;
  /** The body breaks off while it is read. */
  breaks?: boolean;
}

export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
  init: RequestInit;
}

/** A fetch that answers from a list (the last answer repeats) or a function, and keeps what it was asked. */
export function fakeFetch(answers: FakeAnswer[] | ((request: SentRequest) => FakeAnswer)): {
  fetch: Fetch;
  sent: SentRequest[];
} {
  const sent: SentRequest[] = [];
  const fetch: Fetch = async (url, init = {}) => {
    const request: SentRequest = {
      method: init.method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      init,
    };
    sent.push(request);
    const answer =
      typeof answers === 'function' ? answers(request) : answers[Math.min(sent.length, answers.length) - 1];
    if (!answer) throw new Error('The fake has no answer.');
    if (answer.throws) throw answer.throws;
    return respond(answer);
  };
  return { fetch, sent };
}

function respond({ status = 200, headers, body, breaks }: FakeAnswer): Response {
  if (breaks) {
    const stream = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    return new Response(stream, { status, headers });
  }
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers });
}
