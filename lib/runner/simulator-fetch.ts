import { request } from 'node:https';
import type { Fetch } from '../shared/http.ts';

/** Returns a `fetch` that leads every host to a simulator on this machine, whose certificate is made at each start. */
export function simulatorFetch(address: string): Fetch {
  const port = Number(address.slice(address.lastIndexOf(':') + 1));
  return (url, init = {}) =>
    new Promise((resolve, reject) => {
      const { hostname, pathname, search } = new URL(url);
      const headers = Object.fromEntries(new Headers(init.headers));
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: pathname + search,
          method: init.method ?? 'GET',
          headers: { ...headers, host: hostname },
          servername: hostname,
          rejectUnauthorized: false,
          // A connection that is kept may be closed by the other side just when it is used again.
          agent: false,
          signal: init.signal ?? undefined,
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const { statusCode: status = 500 } = answer;
            const pairs = Object.entries(answer.headers).map(([name, value]): [string, string] => [
              name,
              String(value),
            ]);
            const isEmpty = status === 204 || status === 304;
            resolve(new Response(isEmpty ? null : Buffer.concat(parts), { status, headers: pairs }));
          });
        },
      );
      sent.on('error', (error: Error) => reject(init.signal?.aborted ? init.signal.reason : error));
      if (typeof init.body === 'string') sent.write(init.body);
      sent.end();
    });
}
