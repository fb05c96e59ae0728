import fc from 'fast-check';
import { type Mutation, mutated, mutations } from '../../support/json-mutations.ts';
import { isRecord } from './x360-answers.ts';

/** What goes wrong with one answer. */
export interface AnswerFault {
  /** Which of the answers, counted from 0; over their number, it is counted on from the first. */
  at: number;
  /** Every later answer of the same path too. */
  lasts: boolean;
  changes: Mutation[];
  status?: number | undefined;
  /** Headers in place of those that were sent. */
  headers?: Record<string, string> | undefined;
  /** The body in place of JSON. */
  text?: string | undefined;
}

const headers = fc.record(
  {
    link: fc.constantFrom(
      '<https://na.myconnectwise.net/x?pageId=1>; rel="next"',
      '<https://na.myconnectwise.net/x?pageId=999999999999999999999>; rel="next"',
      '<<<>>>; rel=next, ;;;',
      'rel="next"',
    ),
    'retry-after': fc.constantFrom('soon', '-1', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT', '99999999999'),
    'content-type': fc.constantFrom('text/html', 'application/json; charset=utf-7', ''),
    date: fc.constantFrom('yesterday', 'Fri, 31 Dec 9999 23:59:59 GMT'),
  },
  { requiredKeys: [] },
);

/** Faults of answers: mostly a JSON body that is nearly valid, sometimes another status, headers or no JSON at all. */
export function answerFaults(answers: number, most = 3): fc.Arbitrary<AnswerFault[]> {
  const fault = fc.record({
    at: fc.nat(answers - 1),
    lasts: fc.boolean(),
    changes: mutations,
    status: rarely(fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503)),
    headers: rarely(headers),
    text: rarely(
      fc.oneof(fc.constantFrom('', 'null', '[]', '{}', '<html><title>Sign in</title>', '[{'), fc.json(), fc.string()),
    ),
  });
  return fc.array(fault, { minLength: 1, maxLength: most });
}

/** Undefined, now and then something. */
export function rarely<T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: some });
}

/** One answer that a fault met. */
export interface FaultedAnswer {
  url: URL;
  /** The JSON that was sent; undefined: it was none. */
  body: unknown;
}

/** Lets answers to reads go wrong. Writes are answered as they are: what was written is looked at in the simulator itself. */
export class FuzzedAnswers {
  /** Answers that were looked at, faulted or not. */
  count = 0;
  readonly faulted: FaultedAnswer[] = [];
  readonly #faults: readonly AnswerFault[];
  readonly #lasting = new Map<string, AnswerFault>();

  constructor(faults: readonly AnswerFault[]) {
    this.#faults = faults;
  }

  /** Whether a faulted answer about this path gave a record this id. */
  saidToExist(path: string, id: number): boolean {
    return this.faulted.some(({ url, body }) => {
      if (!url.pathname.endsWith(path)) return false;
      const rows: unknown[] = Array.isArray(body) ? body : [body];
      return rows.some((row) => isRecord(row) && row.id === id);
    });
  }

  async through(method: string, address: string, answer: Response): Promise<Response> {
    if (method !== 'GET') return answer;
    const url = new URL(address);
    const nth = this.count;
    this.count += 1;
    const fault = this.#faults.find(({ at }) => at === nth) ?? this.#lasting.get(url.pathname);
    if (!fault) return answer;
    if (fault.lasts) this.#lasting.set(url.pathname, fault);
    const sent = await answer.text();
    const text = fault.text ?? changedText(sent, fault.changes);
    this.faulted.push({ url, body: jsonIn(text) });
    const status = fault.status ?? answer.status;
    const isBodyless = status === 204;
    return new Response(isBodyless ? null : text, {
      status,
      headers: { ...Object.fromEntries(answer.headers), ...fault.headers },
    });
  }
}

function changedText(sent: string, changes: readonly Mutation[]): string {
  const body = jsonIn(sent);
  if (body === undefined) return sent;
  const changed = mutated(body, changes);
  if (changed === undefined) return '';
  // A body that was broken off is a text already.
  return typeof changed === 'string' ? changed : JSON.stringify(changed);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
