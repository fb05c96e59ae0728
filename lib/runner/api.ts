import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

/** What `GET /healthz` answers; `ok` decides between 200 and 503. */
export interface Health {
  ok: boolean;
  [member: string]: unknown;
}

interface ApiDeps {
  /** `HOST:PORT`; port 0: any free one. */
  listen: string;
  health(): Promise<Health>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
}

/** Answers health and metrics, to whoever may reach the address. Nothing can be changed by it. */
export async function startApi({ listen, health, metrics }: ApiDeps): Promise<{ port: number; stop(): Promise<void> }> {
  const at = listen.lastIndexOf(':');
  const host = listen.slice(0, at).replace(/^\[|\]$/g, '');
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    const path = request.url?.split('?')[0];
    const respond = async () => {
      if (request.method !== 'GET') return answer(405, 'text/plain', 'Only GET.\n');
      if (path === '/metrics') return answer(200, metrics.contentType, await metrics.text());
      if (path !== '/healthz') return answer(404, 'text/plain', 'There are /healthz and /metrics.\n');
      const found = await health();
      return answer(found.ok ? 200 : 503, 'application/json', `${JSON.stringify(found)}\n`);
    };
    respond().catch(() => answer(503, 'application/json', '{"ok":false}\n'));
  });
  await started(server, host || '127.0.0.1', Number(listen.slice(at + 1)));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function started(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
