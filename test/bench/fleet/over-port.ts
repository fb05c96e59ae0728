import type { MessagePort } from 'node:worker_threads';
import type { ConnectionPair } from '../../../lib/domain/connection-pair.ts';
import type { SyncStore } from '../../../lib/sync/store.ts';
import { simulatorFetch } from '../../simulator/in-process.ts';
import type { Simulator } from '../../simulator/server.ts';

interface SentRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

interface SentAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

type Question = { id: number; request: SentRequest } | { id: number; method: keyof SyncStore; parameters: unknown[] };
type Reply = { id: number; value: unknown } | { id: number; error: string };

/** Answers what a thread asks of services and store, which live in this one. */
export function serveOverPort(port: MessagePort, simulator: Simulator, store: SyncStore): void {
  const fetch = simulatorFetch(simulator);
  port.on('message', async (question: Question) => {
    try {
      const value = 'request' in question ? await exchange(fetch, question.request) : await ask(store, question);
      port.postMessage({ id: question.id, value } satisfies Reply);
    } catch (error) {
      port.postMessage({ id: question.id, error: String(error) } satisfies Reply);
    }
  });
}

async function exchange(fetch: typeof globalThis.fetch, { url, ...init }: SentRequest): Promise<SentAnswer> {
  const answer = await fetch(url, init);
  const body = [204, 304].includes(answer.status) ? null : await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
}

function ask(store: SyncStore, { method, parameters }: { method: keyof SyncStore; parameters: unknown[] }): unknown {
  // What the other side's proxy was called with: the method's own parameters.
  const work = store[method] as (...given: unknown[]) => unknown;
  return work.apply(store, parameters);
}

/**
 * A fetch and a store that ask the other thread, whose store is bound to this connection. A store's `takeEvents` takes a function,
 * which cannot be sent.
 */
export function overPort(port: MessagePort, connection: ConnectionPair): { fetch: typeof fetch; store: SyncStore } {
  let next = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  port.on('message', (reply: Reply) => {
    const question = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) question?.reject(new Error(reply.error));
    else question?.resolve(reply.value);
  });
  const send = (question: Omit<Question, 'id'>) =>
    new Promise<unknown>((resolve, reject) => {
      next += 1;
      waiting.set(next, { resolve, reject });
      port.postMessage({ id: next, ...question });
    });
  /** What changes a value stays on this side; nobody else writes beside it. */
  const changeCached: SyncStore['changeCached'] = async <T>(
    key: string,
    edit: (before: T | undefined) => T | undefined,
    now: number,
  ) => {
    const before = (await send({ method: 'cached', parameters: [key] })) as { value: T } | undefined;
    const value = edit(before?.value);
    if (value === undefined) await send({ method: 'forget', parameters: [key] });
    else await send({ method: 'cache', parameters: [key, value, now] });
  };
  return {
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const headers = Object.fromEntries(new Headers(init?.headers));
      const body = typeof init?.body === 'string' ? init.body : undefined;
      const answer = (await send({ request: { url, method: init?.method ?? 'GET', headers, body } })) as SentAnswer;
      return new Response(answer.body, answer);
    },
    store: new Proxy({} as SyncStore, {
      get: (_target, method) => {
        if (method === 'then') return undefined;
        if (method === 'connection') return connection;
        if (method === 'changeCached') return changeCached;
        return (...parameters: unknown[]) => send({ method: method as keyof SyncStore, parameters });
      },
    }),
  };
}
